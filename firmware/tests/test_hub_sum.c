/* test_hub_sum.c - the sum that tests on a chip use is OpenSSL's. */
#include "hub_sum.h"
#include "tk_test.h"
#include <openssl/hmac.h>

TEST(our_sum_is_openssls_for_every_length_around_a_block)
{
    uint8_t data[200];
    for (size_t len = 0; len < sizeof data; len++) {
        uint8_t ours[32];
        uint8_t theirs[32];
        unsigned n = 0;
        data[len] = (uint8_t)(len * 37);
        hub_sum("K7QX-9FTM-2WHD", data, len, ours);
        HMAC(EVP_sha256(), "K7QX-9FTM-2WHD", 14, data, len, theirs, &n);
        CHECK(memcmp(ours, theirs, sizeof ours) == 0);
    }
}

int main(void)
{
    RUN(our_sum_is_openssls_for_every_length_around_a_block);
    return tk_test_end();
}
