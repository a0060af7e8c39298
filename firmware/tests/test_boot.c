/* test_boot.c - the two boot records, with the meaning that ESP-IDF gives them. */
#include "flash_model.h"
#include "tk/boot.h"
#include "tk_test.h"

static flash_model_t flash;
static tk_boot_flash_t records;

static int read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    return flash_read(ctx, at, data, len);
}

static int write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    return flash_write(ctx, at, data, len);
}

static int erase(void *ctx, uint32_t at)
{
    return flash_erase(ctx, at);
}

static void start(void)
{
    flash_new(&flash, 2 * TK_BOOT_SECTOR);
    records = (tk_boot_flash_t){.ctx = &flash, .read = read, .write = write, .erase = erase};
}

/* Slot 1 runs and is valid. */
static void start_in_slot_1(void)
{
    start();
    tk_boot_set_next(&records, 1);
    tk_boot_choose(&records);
    tk_boot_confirm(&records, 1);
}

TEST(a_new_board_starts_slot_0_and_nothing_is_said_of_it)
{
    start();
    CHECK_INT(0, tk_boot_choose(&records));
    CHECK_INT(TK_BOOT_NONE, tk_boot_state(&records, 0));
    CHECK_INT(0, flash.bytes);
}

TEST(the_first_record_is_what_a_real_chip_holds)
{
    static const uint8_t crc_of_1[] = {0x9A, 0x98, 0x43, 0x47};
    start();
    CHECK_INT(0, tk_boot_set_next(&records, 0));
    CHECK_INT(1, flash.byte[0]);
    CHECK_INT(TK_BOOT_NEW, flash.byte[24]);
    CHECK(memcmp(flash.byte + 28, crc_of_1, 4) == 0);
}

TEST(a_new_image_is_on_trial_once_and_given_up_by_the_next_reset)
{
    start_in_slot_1();
    tk_boot_set_next(&records, 0);
    CHECK_INT(TK_BOOT_NEW, tk_boot_state(&records, 0));
    CHECK_INT(0, tk_boot_choose(&records));
    CHECK_INT(TK_BOOT_PENDING, tk_boot_state(&records, 0));
    CHECK_INT(1, tk_boot_choose(&records));
    CHECK_INT(TK_BOOT_ABORTED, tk_boot_state(&records, 0));
    CHECK_INT(1, tk_boot_choose(&records));
}

TEST(a_confirmed_image_stays)
{
    start_in_slot_1();
    tk_boot_set_next(&records, 0);
    tk_boot_choose(&records);
    CHECK_INT(0, tk_boot_confirm(&records, 0));
    CHECK_INT(TK_BOOT_VALID, tk_boot_state(&records, 0));
    CHECK_INT(0, tk_boot_choose(&records));
    CHECK_INT(0, tk_boot_choose(&records));
}

TEST(an_image_that_gives_itself_up_never_starts_again)
{
    start_in_slot_1();
    tk_boot_set_next(&records, 0);
    tk_boot_choose(&records);
    CHECK_INT(0, tk_boot_give_up(&records, 0));
    CHECK_INT(TK_BOOT_INVALID, tk_boot_state(&records, 0));
    CHECK_INT(1, tk_boot_choose(&records));
}

TEST(slots_take_turns_for_as_long_as_one_likes)
{
    start();
    for (int i = 0; i < 50; i++) {
        int slot = 1 - i % 2;
        CHECK_INT(0, tk_boot_set_next(&records, slot));
        CHECK_INT(slot, tk_boot_choose(&records));
        CHECK_INT(0, tk_boot_confirm(&records, slot));
        CHECK_INT(slot, tk_boot_choose(&records));
    }
}

TEST(choosing_a_slot_leaves_the_record_of_the_other_whole)
{
    uint8_t before[TK_BOOT_SECTOR];
    start_in_slot_1();
    memcpy(before, flash.byte, sizeof before);
    tk_boot_set_next(&records, 0);
    CHECK(memcmp(before, flash.byte, sizeof before) == 0);
    CHECK_INT(TK_BOOT_VALID, tk_boot_state(&records, 1));
}

TEST(a_cut_while_an_image_is_marked_valid_brings_the_older_one_back)
{
    start_in_slot_1();
    tk_boot_set_next(&records, 0);
    tk_boot_choose(&records);
    flash.cut_after = 20; /* in the middle of the erasure */
    CHECK(tk_boot_confirm(&records, 0) < 0);
    flash.off = false;
    flash.cut_after = -1;
    CHECK_INT(1, tk_boot_choose(&records));
}

TEST(a_record_whose_state_is_torn_boots_and_says_undefined)
{
    start_in_slot_1();
    tk_boot_set_next(&records, 0);
    for (int i = 24; i < 28; i++) {
        flash.byte[TK_BOOT_SECTOR + i] = 0xFF; /* not covered by the CRC */
    }
    CHECK_INT(0, tk_boot_choose(&records));
    CHECK_INT(TK_BOOT_UNDEFINED, tk_boot_state(&records, 0));
}

TEST(with_no_record_that_counts_slot_0_starts_and_the_next_choice_counts_again)
{
    start();
    tk_boot_set_next(&records, 1);
    tk_boot_choose(&records);
    CHECK_INT(0, tk_boot_choose(&records)); /* aborted, and nothing else is there */
    CHECK_INT(TK_BOOT_ABORTED, tk_boot_state(&records, 1));
    tk_boot_set_next(&records, 1);
    CHECK_INT(1, tk_boot_choose(&records));
    CHECK_INT(TK_BOOT_PENDING, tk_boot_state(&records, 1));
    CHECK_INT(0, tk_boot_confirm(&records, 1));
    CHECK_INT(1, tk_boot_choose(&records));
}

static int worn(void *ctx, uint32_t at)
{
    (void)ctx, (void)at;
    return -1;
}

TEST(an_image_that_cannot_be_put_on_trial_is_not_started)
{
    start_in_slot_1();
    tk_boot_set_next(&records, 0);
    records.erase = worn;
    CHECK_INT(1, tk_boot_choose(&records));
}

int main(void)
{
    RUN(a_new_board_starts_slot_0_and_nothing_is_said_of_it);
    RUN(the_first_record_is_what_a_real_chip_holds);
    RUN(a_new_image_is_on_trial_once_and_given_up_by_the_next_reset);
    RUN(a_confirmed_image_stays);
    RUN(an_image_that_gives_itself_up_never_starts_again);
    RUN(slots_take_turns_for_as_long_as_one_likes);
    RUN(choosing_a_slot_leaves_the_record_of_the_other_whole);
    RUN(a_cut_while_an_image_is_marked_valid_brings_the_older_one_back);
    RUN(a_record_whose_state_is_torn_boots_and_says_undefined);
    RUN(with_no_record_that_counts_slot_0_starts_and_the_next_choice_counts_again);
    RUN(an_image_that_cannot_be_put_on_trial_is_not_started);
    return tk_test_end();
}
