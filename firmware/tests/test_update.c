/* test_update.c - an update from offer to reboot, and everything that ends it earlier. */
#include "update_rules.h"

static bool told(const char *state)
{
    for (int i = 0; i < b.says; i++) {
        if (strcmp(b.said[i].state, state) == 0) {
            return true;
        }
    }
    return false;
}

/* Offers, and gives the refusal that is told. */
static const char *refusal(int id)
{
    b.says = 0;
    board_offer(&b, id);
    board_turn(&b, 0);
    CHECK_TEXT("failed", board_last(&b), strlen(board_last(&b)));
    CHECK_INT(TK_UPDATE_IDLE, b.update.kept.state);
    CHECK_INT(0, b.fetches);
    return board_last_reason(&b);
}

#define CHECK_REFUSED(reason, id)                                                                                      \
    do {                                                                                                               \
        const char *tk_r = refusal(id);                                                                                \
        CHECK_TEXT(reason, tk_r, strlen(tk_r));                                                                        \
    } while (0)

TEST(an_update_goes_all_the_way_and_the_hub_hears_each_state)
{
    start(1);
    board_offer(&b, 1);
    CHECK(board_settle(&b));
    CHECK_INT(0, b.running);
    CHECK_INT(TK_UPDATE_CONFIRMED, b.update.kept.state);
    CHECK_INT(TK_BOOT_VALID, b.port.boot_state(&b, 0));
    CHECK(told("downloading") && told("verifying") && told("rebooting") && told("confirming") && told("succeeded"));
    CHECK(!told("failed"));
    CHECK_INT(1, b.fetches);
    CHECK_INT(0, b.fouls);
    CHECK_INT(2, b.said[b.says - 1].version[0]);
}

TEST(what_lies_in_the_slot_is_what_was_signed)
{
    start(0);
    board_offer(&b, 1);
    CHECK(board_settle(&b));
    const uint8_t *slot = b.flash.byte + MODEL_RECORDS + MODEL_SLOT;
    CHECK(memcmp(slot, file + TK_HEADER, IMAGE) == 0);
    CHECK(memcmp(slot + MODEL_SLOT - TK_UPDATE_SECTOR, file, TK_HEADER) == 0);
}

TEST(two_updates_follow_each_other_through_both_slots)
{
    start(0);
    board_offer(&b, 1);
    CHECK(board_settle(&b));
    make(3);
    board_offer(&b, 2);
    b.update.kept.told = false;
    CHECK(board_settle(&b));
    CHECK_INT(0, b.running);
    CHECK_INT(3, b.self.version[0]);
    CHECK_INT(0, b.fouls);
}

TEST(bad_headers_are_refused_with_a_reason_and_nothing_is_fetched)
{
    uint8_t stranger[TK_KEY_POINT];
    start(1);
    file[100] ^= 1;
    CHECK_REFUSED("header", 1);
    make(2);
    file[25] ^= 1; /* of the hash */
    CHECK_REFUSED("signature", 2);
    make(2);
    memset(file + TK_HEADER_SIGNED, 0, TK_SIGNATURE);
    CHECK_REFUSED("signature", 3);
    maker_sign(maker_key(3, stranger), file);
    CHECK_REFUSED("key", 4);
    b.self.key[0].revoked = true;
    make(2);
    CHECK_REFUSED("revoked", 5);
    b.self.key[0].revoked = false;
    file[6] = 3;
    maker_sign(b.key, file);
    CHECK_REFUSED("board", 6);
    make(1);
    CHECK_REFUSED("version", 7);
    make(2);
    b.file_size--;
    CHECK_REFUSED("size", 8);
}

TEST(a_bit_that_flips_on_the_way_is_found_when_the_flash_is_read_back)
{
    start(1);
    board_offer(&b, 1);
    file[TK_HEADER + 5000] ^= 4;
    CHECK(board_settle(&b));
    CHECK_TEXT("failed", board_last(&b), strlen(board_last(&b)));
    CHECK_TEXT("sha256", board_last_reason(&b), strlen(board_last_reason(&b)));
    CHECK_INT(1, b.running);
    CHECK_INT(1, b.starts);
}

TEST(a_bit_that_flips_in_the_flash_is_found_too)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_VERIFY);
    b.flash.byte[MODEL_RECORDS + 8500] ^= 1; /* not looked at yet */
    CHECK(board_settle(&b));
    CHECK_TEXT("sha256", board_last_reason(&b), strlen(board_last_reason(&b)));
}

TEST(a_truncated_file_is_never_started)
{
    start(1);
    board_offer(&b, 1);
    b.file_size -= 1000; /* the server ends early, again and again */
    for (int i = 0; i < 300; i++) {
        board_turn(&b, 500);
        if (b.fetching && b.fetch_from >= b.file_size) {
            b.fetching = false;
            tk_update_end(&b.update, TK_FETCH_AWAY, b.now);
        }
    }
    CHECK_INT(TK_UPDATE_DOWNLOAD, b.update.kept.state);
    CHECK_INT(1, b.starts);
    tk_update_end(&b.update, TK_FETCH_REFUSED, b.now);
    b.update.fetching = true;
    tk_update_end(&b.update, TK_FETCH_REFUSED, b.now);
    board_turn(&b, 0);
    CHECK_TEXT("download", board_last_reason(&b), strlen(board_last_reason(&b)));
}

TEST(a_broken_download_goes_on_where_it_was)
{
    start(1);
    board_offer(&b, 1);
    for (int i = 0; i < 4; i++) {
        board_turn(&b, 500);
    }
    uint32_t had = b.update.kept.received + b.update.filled;
    CHECK(had > 1000);
    b.fetching = false;
    tk_update_end(&b.update, TK_FETCH_AWAY, b.now);
    for (int i = 0; i < 10 && b.fetches < 2; i++) {
        board_turn(&b, 500);
    }
    CHECK_INT(2, b.fetches);
    CHECK_INT(TK_HEADER + had, b.fetch_from);
    CHECK(board_settle(&b));
    CHECK_INT(0, b.running);
}

TEST(a_download_goes_on_after_a_reset_from_what_was_kept)
{
    static uint8_t large[TK_HEADER + 80000];
    start(1);
    maker_noise(large + TK_HEADER, 80000, 3);
    maker_header(large, large + TK_HEADER, 80000, 2, 0, 0);
    maker_sign(b.key, large);
    b.file = large;
    b.file_size = sizeof large;
    board_offer(&b, 1);
    while (b.update.kept.received < 70000) {
        board_turn(&b, 500);
    }
    board_start(&b);
    board_turn(&b, 0);
    CHECK_INT(TK_HEADER + TK_UPDATE_SAVE, b.fetch_from);
    CHECK(board_settle(&b));
    CHECK_INT(0, b.running);
}

TEST(a_server_that_is_away_is_asked_less_and_less_often)
{
    start(1);
    b.file = NULL;
    b.file = file;
    board_offer(&b, 1);
    b.file = NULL;
    for (int i = 0; i < 2 * 600; i++) {
        board_turn(&b, 500);
    }
    CHECK(b.fetches > 5 && b.fetches < 1000);
    b.file = file;
    CHECK(board_settle(&b));
}

TEST(the_same_offer_again_is_answered_and_nothing_is_done_twice)
{
    start(1);
    board_offer(&b, 1);
    board_turn(&b, 500);
    board_turn(&b, 500);
    uint32_t had = b.update.kept.received;
    int says = b.says;
    board_offer(&b, 1);
    board_turn(&b, 500);
    CHECK(b.says > says);
    CHECK(b.update.kept.received >= had);
    CHECK_INT(1, b.fetches);
    CHECK(board_settle(&b));
    board_offer(&b, 1);
    board_turn(&b, 0);
    CHECK_TEXT("succeeded", board_last(&b), strlen(board_last(&b)));
    CHECK_INT(2, b.starts);
}

TEST(a_newer_offer_replaces_a_download_and_says_so)
{
    start(1);
    board_offer(&b, 1);
    board_turn(&b, 500);
    board_turn(&b, 500);
    make(3);
    board_offer(&b, 2);
    CHECK_INT(0, b.update.kept.received);
    b.says = 0;
    board_turn(&b, 0);
    CHECK_TEXT("replaced", b.said[0].reason, strlen(b.said[0].reason));
    CHECK_INT(1, b.said[0].id.b[15]);
    CHECK(board_settle(&b));
    CHECK_INT(3, b.self.version[0]);
}

TEST(the_same_image_under_a_new_id_keeps_what_has_come)
{
    start(1);
    board_offer(&b, 1);
    for (int i = 0; i < 9; i++) {
        board_turn(&b, 500);
    }
    CHECK(b.update.kept.received > TK_UPDATE_SECTOR);
    board_offer(&b, 2);
    CHECK_INT(TK_UPDATE_SECTOR, b.update.kept.received);
    CHECK(board_settle(&b));
    CHECK_INT(0, b.running);
}

TEST(past_the_download_another_offer_has_to_wait)
{
    start(1);
    b.fit.rests = false;
    board_offer(&b, 1);
    until(TK_UPDATE_ARMED);
    make(3);
    board_offer(&b, 2);
    board_turn(&b, 0);
    CHECK_TEXT("busy", board_last_reason(&b), strlen(board_last_reason(&b)));
    b.fit.rests = true;
    CHECK(board_settle(&b));
    CHECK_INT(2, b.self.version[0]);
}

TEST(it_reboots_only_when_nothing_runs_and_the_hub_listens)
{
    start(1);
    b.fit.rests = false;
    board_offer(&b, 1);
    until(TK_UPDATE_ARMED);
    for (int i = 0; i < 100; i++) {
        board_turn(&b, 1000);
    }
    CHECK_INT(1, b.starts);
    b.fit.rests = true;
    b.fit.up = false;
    for (int i = 0; i < 100; i++) {
        board_turn(&b, 1000);
    }
    CHECK_INT(1, b.starts);
    b.fit.up = true;
    board_turn(&b, 1000);
    b.fit.rests = false; /* somebody feeds at the last moment */
    for (int i = 0; i < 100; i++) {
        board_turn(&b, 1000);
    }
    CHECK_INT(1, b.starts);
    b.fit.rests = true;
    CHECK(board_settle(&b));
    CHECK_INT(2, b.starts);
}

TEST(the_window_is_kept)
{
    start(1);
    board_offer(&b, 1);
    b.update.kept.offer.not_before_ms = b.fit.wall_ms + 60000;
    board_turn(&b, 500);
    CHECK_INT(0, b.fetches);
    b.fit.wall_ms += 60000;
    board_turn(&b, 500);
    CHECK_INT(1, b.fetches);
    b.update.kept.offer.not_after_ms = b.fit.wall_ms;
    board_turn(&b, 500);
    CHECK_TEXT("window", board_last_reason(&b), strlen(board_last_reason(&b)));
    CHECK_INT(1, b.starts);
}

int main(void)
{
    RUN(an_update_goes_all_the_way_and_the_hub_hears_each_state);
    RUN(what_lies_in_the_slot_is_what_was_signed);
    RUN(two_updates_follow_each_other_through_both_slots);
    RUN(bad_headers_are_refused_with_a_reason_and_nothing_is_fetched);
    RUN(a_bit_that_flips_on_the_way_is_found_when_the_flash_is_read_back);
    RUN(a_bit_that_flips_in_the_flash_is_found_too);
    RUN(a_truncated_file_is_never_started);
    RUN(a_broken_download_goes_on_where_it_was);
    RUN(a_download_goes_on_after_a_reset_from_what_was_kept);
    RUN(a_server_that_is_away_is_asked_less_and_less_often);
    RUN(the_same_offer_again_is_answered_and_nothing_is_done_twice);
    RUN(a_newer_offer_replaces_a_download_and_says_so);
    RUN(the_same_image_under_a_new_id_keeps_what_has_come);
    RUN(past_the_download_another_offer_has_to_wait);
    RUN(it_reboots_only_when_nothing_runs_and_the_hub_listens);
    RUN(the_window_is_kept);
    return tk_test_end();
}
