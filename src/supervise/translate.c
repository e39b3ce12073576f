#include "src/supervise/translate.h"

bool translate_has;
