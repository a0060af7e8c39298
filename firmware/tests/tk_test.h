/* tk_test.h - a runner in a page. A test is a sentence; a failed CHECK ends that test and is counted. */
#pragma once
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

static jmp_buf tk_test_out;
static int tk_test_passed;
static int tk_test_failed;

#define TEST(sentence) static void sentence(void)

#define CHECK(what)                                                                                                    \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            printf("    %s:%d: not so: %s\n", __FILE__, __LINE__, #what);                                              \
            longjmp(tk_test_out, 1);                                                                                   \
        }                                                                                                              \
    } while (0)

#define CHECK_INT(expected, actual)                                                                                    \
    do {                                                                                                               \
        long long tk_e = (long long)(expected);                                                                        \
        long long tk_a = (long long)(actual);                                                                          \
        if (tk_e != tk_a) {                                                                                            \
            printf("    %s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #actual, tk_a, tk_e);                      \
            longjmp(tk_test_out, 1);                                                                                   \
        }                                                                                                              \
    } while (0)

#define CHECK_TEXT(expected, actual, length)                                                                           \
    do {                                                                                                               \
        if (strlen(expected) != (size_t)(length) || memcmp(expected, actual, strlen(expected)) != 0) {                 \
            printf("    %s:%d: %s is '%.*s', not '%s'\n", __FILE__, __LINE__, #actual, (int)(length),                  \
                   (const char *)(actual), expected);                                                                  \
            longjmp(tk_test_out, 1);                                                                                   \
        }                                                                                                              \
    } while (0)

static void tk_test_run(const char *sentence, void (*body)(void))
{
    if (setjmp(tk_test_out) == 0) {
        body();
        tk_test_passed++;
    } else {
        printf("  FAILED  %s\n", sentence);
        tk_test_failed++;
    }
}

#define RUN(sentence) tk_test_run(#sentence, sentence)

static int tk_test_end(void)
{
    printf("%d passed, %d failed\n", tk_test_passed, tk_test_failed);
    return tk_test_failed > 0 || tk_test_passed == 0 ? 1 : 0;
}
