/* test_trial.c - the first minutes of a new image: confirmed, or given up, and what is remembered of it. */
#include "update_rules.h"

TEST(a_reset_on_trial_brings_the_old_image_back_and_says_why)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    CHECK_INT(0, b.running);
    board_start(&b); /* a panic, a watchdog, the mains */
    CHECK_INT(1, b.running);
    board_turn(&b, 0);
    CHECK_TEXT("rolled_back", board_last(&b), strlen(board_last(&b)));
    CHECK_TEXT("reset", board_last_reason(&b), strlen(board_last_reason(&b)));
    CHECK_INT(0, b.update.kept.floor);
}

/* Runs the trial with something wrong; the reason that comes back. */
static const char *trial(uint64_t step_ms)
{
    until(TK_UPDATE_SELF_TEST);
    for (int i = 0; i < 4000 && b.update.kept.state == TK_UPDATE_SELF_TEST; i++) {
        board_turn(&b, step_ms);
    }
    b.fit.up = true;
    b.deaf = false;
    tk_update_connected(&b.update);
    board_turn(&b, 0);
    CHECK_INT(1, b.running);
    CHECK_INT(TK_UPDATE_ROLLED_BACK, b.update.kept.state);
    CHECK_INT(TK_BOOT_INVALID, b.port.boot_state(&b, 0));
    return board_last_reason(&b);
}

#define CHECK_TRIAL(reason, step_ms)                                                                                   \
    do {                                                                                                               \
        const char *tk_r = trial(step_ms);                                                                             \
        CHECK_TEXT(reason, tk_r, strlen(tk_r));                                                                        \
    } while (0)

TEST(an_image_that_loses_the_hub_goes_back_after_a_quarter_of_an_hour)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.up = false;
    uint64_t began = b.now;
    CHECK_TRIAL("link", 500);
    CHECK(b.now - began >= TK_TRIAL_MS - 1000 && b.now - began < TK_TRIAL_MS + 2000);
}

TEST(an_image_that_nobody_answers_goes_back)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_REBOOT);
    b.deaf = true;
    CHECK_TRIAL("link", 500);
}

TEST(an_image_that_cannot_read_what_the_old_one_read_goes_back)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.sensors = 0;
    CHECK_TRIAL("sensors", 500);
}

TEST(a_sensor_that_was_broken_before_is_not_held_against_the_image)
{
    start(1);
    b.fit.sensors = 0;
    b.fit.stuck = 4;
    board_offer(&b, 1);
    CHECK(board_settle(&b));
    CHECK_TEXT("succeeded", board_last(&b), strlen(board_last(&b)));
}

TEST(an_image_that_forgets_its_settings_goes_back)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.configured = 1;
    CHECK_TRIAL("config", 500);
}

TEST(an_image_whose_outputs_do_not_follow_goes_back_at_once)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.stuck = 4;
    uint64_t began = b.now;
    CHECK_TRIAL("outputs", 500);
    CHECK(b.now - began < 5000);
}

TEST(an_image_whose_loop_is_late_goes_back)
{
    start(1);
    board_offer(&b, 1);
    CHECK_TRIAL("loop", 2500);
}

TEST(what_was_rolled_back_is_refused_until_it_comes_under_a_new_id)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.stuck = 4;
    trial(500);
    b.fit.stuck = 0;
    b.says = 0;
    board_offer(&b, 1);
    board_turn(&b, 0);
    CHECK_TEXT("rolled_back", board_last(&b), strlen(board_last(&b)));
    make(3);
    board_offer(&b, 2); /* another update goes well meanwhile */
    b.update.kept.told = false;
    CHECK(board_settle(&b));
    make(4);
    board_offer(&b, 1);
    board_turn(&b, 0);
    CHECK_TEXT("rolled_back", board_last(&b), strlen(board_last(&b)));
    CHECK_TEXT("repeated", board_last_reason(&b), strlen(board_last_reason(&b)));
    board_offer(&b, 3);
    b.update.kept.told = false;
    CHECK(board_settle(&b));
    CHECK_INT(4, b.self.version[0]);
}

TEST(the_floor_rises_only_after_the_confirmation)
{
    start(1);
    file[16] = 7;
    maker_sign(b.key, file);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    CHECK_INT(0, b.update.kept.floor);
    board_start(&b);
    CHECK_INT(0, b.update.kept.floor); /* rolled back: the old image must not be locked out */
    board_offer(&b, 2);
    b.update.kept.told = false;
    CHECK(board_settle(&b));
    CHECK_INT(7, b.update.kept.floor);
    make(3);
    file[16] = 6;
    maker_sign(b.key, file);
    board_offer(&b, 3);
    board_turn(&b, 0);
    CHECK_TEXT("security_version", board_last_reason(&b), strlen(board_last_reason(&b)));
    board_start(&b);
    CHECK_INT(7, b.update.kept.floor);
}

TEST(the_result_is_told_again_until_the_hub_has_it_and_not_after)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    board_turn(&b, 500);
    b.deaf = true; /* heard on trial, and then no more */
    b.says = 0;
    until(TK_UPDATE_CONFIRMED);
    board_turn(&b, 0);
    CHECK_INT(1, b.says);
    board_start(&b);
    board_turn(&b, 0);
    CHECK_INT(2, b.says);
    b.deaf = false;
    tk_update_connected(&b.update);
    board_turn(&b, 0);
    CHECK_INT(3, b.says);
    board_start(&b);
    board_turn(&b, 0);
    CHECK_INT(3, b.says);
}

TEST(a_record_whose_state_is_torn_is_on_trial_all_the_same)
{
    start(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    memset(b.flash.byte + TK_BOOT_SECTOR + 24, 0xFF, 4);
    board_start(&b);
    CHECK_INT(0, b.running);
    CHECK_INT(TK_UPDATE_SELF_TEST, b.update.kept.state);
    b.fit.stuck = 4;
    trial(500);
}

TEST(what_was_kept_and_is_broken_is_not_believed)
{
    start(1);
    board_offer(&b, 1);
    board_turn(&b, 500);
    b.kept[100] ^= 1;
    board_start(&b);
    CHECK_INT(TK_UPDATE_IDLE, b.update.kept.state);
    b.kept[0] = 9; /* another format: the floor stays where it is */
    b.kept[4] = 5;
    board_start(&b);
    CHECK_INT(TK_UPDATE_IDLE, b.update.kept.state);
    CHECK_INT(5, b.update.kept.floor);
}

/* The power went while the new image was marked valid: the old one is back, and the record is gone. */
static void lose_the_record(void)
{
    until(TK_UPDATE_SELF_TEST);
    memset(b.flash.byte + TK_BOOT_SECTOR, 0xFF, 32);
    board_start(&b);
    CHECK_INT(1, b.running);
    CHECK_INT(TK_UPDATE_VERIFY, b.update.kept.state);
}

TEST(an_image_whose_record_was_lost_is_looked_at_and_started_again)
{
    start(1);
    board_offer(&b, 1);
    lose_the_record();
    CHECK(board_settle(&b));
    CHECK_INT(0, b.running);
    CHECK_INT(TK_UPDATE_CONFIRMED, b.update.kept.state);
    CHECK_INT(1, b.fetches);
}

TEST(but_three_times_at_most)
{
    start(1);
    board_offer(&b, 1);
    lose_the_record();
    lose_the_record();
    until(TK_UPDATE_SELF_TEST);
    memset(b.flash.byte + TK_BOOT_SECTOR, 0xFF, 32);
    board_start(&b);
    board_turn(&b, 0);
    CHECK_TEXT("failed", board_last(&b), strlen(board_last(&b)));
    CHECK_TEXT("flash", board_last_reason(&b), strlen(board_last_reason(&b)));
}

int main(void)
{
    RUN(a_reset_on_trial_brings_the_old_image_back_and_says_why);
    RUN(an_image_that_loses_the_hub_goes_back_after_a_quarter_of_an_hour);
    RUN(an_image_that_nobody_answers_goes_back);
    RUN(an_image_that_cannot_read_what_the_old_one_read_goes_back);
    RUN(a_sensor_that_was_broken_before_is_not_held_against_the_image);
    RUN(an_image_that_forgets_its_settings_goes_back);
    RUN(an_image_whose_outputs_do_not_follow_goes_back_at_once);
    RUN(an_image_whose_loop_is_late_goes_back);
    RUN(what_was_rolled_back_is_refused_until_it_comes_under_a_new_id);
    RUN(the_floor_rises_only_after_the_confirmation);
    RUN(the_result_is_told_again_until_the_hub_has_it_and_not_after);
    RUN(a_record_whose_state_is_torn_is_on_trial_all_the_same);
    RUN(what_was_kept_and_is_broken_is_not_believed);
    RUN(an_image_whose_record_was_lost_is_looked_at_and_started_again);
    RUN(but_three_times_at_most);
    return tk_test_end();
}
