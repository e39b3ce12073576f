#include "ui/view/view.h"

extern const struct view header_view;
extern const struct view table_view;
extern const struct view children_view;
extern const struct view output_view;
extern const struct view timeline_view;
extern const struct view info_view;
extern const struct view help_view;
extern const struct view log_view;
extern const struct view pane_view;
extern const struct view messages_view;
extern const struct view key_line_view;
extern const struct view prompt_view;
extern const struct view picker_view;
extern const struct view choices_view;
extern const struct view quit_view;

const struct view *const views[] = {
    &header_view,   &table_view,    &children_view, &output_view,
    &timeline_view, &info_view,     &help_view,     &log_view,
    &pane_view,     &messages_view, &key_line_view, &picker_view,
    &choices_view,  &prompt_view,   &quit_view,     NULL,
};
