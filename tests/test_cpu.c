/* Counting the CPUs. */
#include <sched.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"

/* L05: all CPUs of the machine, and those that this process may use. */
static void
test_cpu_counts(void **state)
{
    cpu_set_t before;
    cpu_set_t one;
    int cpu = 0;

    (void) state;
    assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
    assert_int_equal(mp_cpu_count(), sysconf(_SC_NPROCESSORS_ONLN));
    assert_int_equal(mp_usable_cpu_count(), CPU_COUNT(&before));
    while (!CPU_ISSET(cpu, &before))
        cpu++;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(mp_usable_cpu_count(), 1);
    assert_int_equal(mp_cpu_count(), sysconf(_SC_NPROCESSORS_ONLN));
    assert_int_equal(sched_setaffinity(0, sizeof before, &before), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cpu_counts),
    };

    return cmocka_run_group_tests_name("cpu", tests, NULL, NULL);
}
