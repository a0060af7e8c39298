/* test_image.c - who may replace what runs: signed here, judged by the node's code. */
#include "maker.h"
#include "tk_test.h"

#define ROOM 16384

static tk_crypto_t crypto;
static maker_key_t *keys[TK_TRUSTED_KEYS];
static tk_identity_t self;
static uint8_t image[9000];
static uint8_t header[TK_HEADER];

static void prepare(void)
{
    crypto = maker_crypto();
    self = (tk_identity_t){.board = 1, .version = {2, 0, 9}, .keys = TK_TRUSTED_KEYS};
    for (int i = 0; i < TK_TRUSTED_KEYS; i++) {
        keys[i] = maker_key(i, self.key[i].point);
    }
    maker_noise(image, sizeof image, 1);
    maker_header(header, image, sizeof image, 2, 1, 0);
    maker_sign(keys[0], header);
}

static tk_reason_t judge(uint32_t floor)
{
    tk_header_t h;
    return tk_image_check(&self, &crypto, header, ROOM, floor, &h);
}

static tk_reason_t signed_again(void)
{
    maker_sign(keys[0], header);
    return judge(0);
}

TEST(a_signed_newer_image_for_this_board_is_taken_and_read_as_it_was_written)
{
    tk_header_t h;
    prepare();
    CHECK_INT(TK_REASON_NONE, tk_image_check(&self, &crypto, header, ROOM, 0, &h));
    CHECK_INT(2, h.version[0]);
    CHECK_INT(1, h.version[1]);
    CHECK_INT(0, h.version[2]);
    CHECK_INT(sizeof image, h.length);
    CHECK(memcmp(h.build, "build-of-a-test", 15) == 0);
}

TEST(each_of_three_keys_may_sign_and_a_fourth_may_not)
{
    uint8_t point[TK_KEY_POINT];
    prepare();
    for (int i = 0; i < TK_TRUSTED_KEYS; i++) {
        maker_sign(keys[i], header);
        CHECK_INT(TK_REASON_NONE, judge(0));
    }
    maker_sign(maker_key(3, point), header);
    CHECK_INT(TK_REASON_KEY, judge(0));
}

TEST(a_revoked_key_is_refused_as_such_and_the_others_stay)
{
    prepare();
    self.key[0].revoked = true;
    CHECK_INT(TK_REASON_REVOKED, judge(0));
    maker_sign(keys[1], header);
    CHECK_INT(TK_REASON_NONE, judge(0));
}

TEST(any_bit_that_flips_in_the_header_is_noticed)
{
    prepare();
    for (int bit = 0; bit < TK_HEADER * 8; bit += 7) {
        header[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(judge(0) != TK_REASON_NONE);
        header[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    CHECK_INT(TK_REASON_NONE, judge(0));
}

TEST(an_unsigned_image_is_refused)
{
    prepare();
    memset(header + TK_HEADER_SIGNED, 0, TK_SIGNATURE);
    CHECK_INT(TK_REASON_SIGNATURE, judge(0));
    memset(header + TK_HEADER_SIGNED, 0xFF, TK_SIGNATURE);
    CHECK_INT(TK_REASON_SIGNATURE, judge(0));
    memset(header, 0, TK_HEADER);
    CHECK_INT(TK_REASON_HEADER, judge(0));
}

TEST(a_key_id_is_no_proof_that_its_key_has_signed)
{
    uint8_t id[TK_KEY_ID];
    prepare();
    memcpy(id, header + 72, sizeof id);
    maker_sign(keys[1], header);
    memcpy(header + 72, id, sizeof id);
    CHECK_INT(TK_REASON_SIGNATURE, judge(0));
}

TEST(an_image_for_another_board_or_chip_is_refused)
{
    prepare();
    header[6] = 2;
    CHECK_INT(TK_REASON_BOARD, signed_again());
    header[6] = 1;
    header[8] = 2;
    CHECK_INT(TK_REASON_CHIP, signed_again());
}

TEST(only_a_newer_version_is_taken)
{
    static const struct {
        uint16_t version[3];
        tk_reason_t reason;
    } cases[] = {{{2, 0, 9}, TK_REASON_VERSION}, {{2, 0, 8}, TK_REASON_VERSION}, {{1, 9, 9}, TK_REASON_VERSION},
                 {{2, 0, 10}, TK_REASON_NONE},   {{2, 1, 0}, TK_REASON_NONE},    {{3, 0, 0}, TK_REASON_NONE},
                 {{2, 0, 300}, TK_REASON_NONE}};
    prepare();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        maker_header(header, image, sizeof image, cases[i].version[0], cases[i].version[1], cases[i].version[2]);
        CHECK_INT(cases[i].reason, signed_again());
    }
}

TEST(a_security_version_below_the_floor_is_refused_whatever_its_version)
{
    prepare();
    header[16] = 4;
    CHECK_INT(TK_REASON_NONE, signed_again());
    CHECK_INT(TK_REASON_NONE, judge(4));
    CHECK_INT(TK_REASON_SECURITY, judge(5));
}

TEST(an_image_that_is_empty_or_larger_than_the_slot_is_refused)
{
    prepare();
    memset(header + 20, 0, 4);
    CHECK_INT(TK_REASON_SIZE, signed_again());
    header[21] = ROOM >> 8;
    CHECK_INT(TK_REASON_NONE, signed_again());
    header[20] = 1;
    CHECK_INT(TK_REASON_SIZE, signed_again());
}

TEST(a_header_that_says_more_than_we_know_is_refused)
{
    prepare();
    header[80] = 1; /* a flag */
    CHECK_INT(TK_REASON_HEADER, signed_again());
    header[80] = 0;
    header[150] = 1; /* a field of tomorrow */
    CHECK_INT(TK_REASON_HEADER, signed_again());
    header[150] = 0;
    header[4] = 1; /* of another length */
    CHECK_INT(TK_REASON_HEADER, signed_again());
}

TEST(every_reason_has_a_word)
{
    CHECK(tk_reason_text(TK_REASON_NONE) == NULL);
    for (int i = 1; i < TK_REASONS; i++) {
        CHECK(tk_reason_text((tk_reason_t)i) != NULL);
    }
    CHECK(strcmp("loop", tk_reason_text(TK_REASON_LOOP)) == 0);
    CHECK(strcmp("sha256", tk_reason_text(TK_REASON_SHA256)) == 0);
    CHECK(strcmp("size", tk_reason_text(TK_REASON_SIZE)) == 0);
}

int main(void)
{
    RUN(a_signed_newer_image_for_this_board_is_taken_and_read_as_it_was_written);
    RUN(each_of_three_keys_may_sign_and_a_fourth_may_not);
    RUN(a_revoked_key_is_refused_as_such_and_the_others_stay);
    RUN(any_bit_that_flips_in_the_header_is_noticed);
    RUN(an_unsigned_image_is_refused);
    RUN(a_key_id_is_no_proof_that_its_key_has_signed);
    RUN(an_image_for_another_board_or_chip_is_refused);
    RUN(only_a_newer_version_is_taken);
    RUN(a_security_version_below_the_floor_is_refused_whatever_its_version);
    RUN(an_image_that_is_empty_or_larger_than_the_slot_is_refused);
    RUN(a_header_that_says_more_than_we_know_is_refused);
    RUN(every_reason_has_a_word);
    return tk_test_end();
}
