/* test_base64.c - the vectors of RFC 4648, and what is none. */
#include "tk/base64.h"
#include "tk_test.h"

static const char *const PLAIN[] = {"f", "fo", "foo", "foob", "fooba", "foobar"};
static const char *const TEXT[] = {"Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};

TEST(the_rfcs_vectors_are_written_and_read)
{
    char text[16];
    uint8_t back[8];
    for (int i = 0; i < 6; i++) {
        size_t len = strlen(PLAIN[i]);
        CHECK_INT(strlen(TEXT[i]), tk_base64_write((const uint8_t *)PLAIN[i], len, text));
        CHECK(strcmp(TEXT[i], text) == 0);
        CHECK_INT(len, tk_base64_read(TEXT[i], strlen(TEXT[i]), back, len));
        CHECK(memcmp(PLAIN[i], back, len) == 0);
    }
}

TEST(what_does_not_fit_or_is_none_is_refused)
{
    static const char *const none[] = {"", "Z", "Zm9", "Z===", "====", "Zg=a", "Zm9v!AAA", "Zg==Zg=="};
    uint8_t back[8];
    CHECK_INT(0, tk_base64_read("Zm9vYmFy", 8, back, 5));
    CHECK_INT(0, tk_base64_read("Zm9vYg==", 8, back, 3));
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        CHECK_INT(0, tk_base64_read(none[i], strlen(none[i]), back, sizeof back));
    }
}

int main(void)
{
    RUN(the_rfcs_vectors_are_written_and_read);
    RUN(what_does_not_fit_or_is_none_is_refused);
    return tk_test_end();
}
