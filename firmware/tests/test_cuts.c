/* test_cuts.c - the power goes at every operation on flash and storage of an update, again while it recovers, and a
 * third time. What must hold at each start: an image that was never marked valid runs only while it is PENDING. */
#include "board_model.h"
#include "tk_test.h"

#define IMAGE 9000

static board_model_t fresh;
static board_model_t b;
static uint8_t file[TK_HEADER + IMAGE];

static void prepare(int running)
{
    board_new(&fresh, running);
    maker_noise(file + TK_HEADER, IMAGE, 5);
    maker_header(file, file + TK_HEADER, IMAGE, 2, 0, 0);
    maker_sign(fresh.key, file);
    fresh.file = file;
    fresh.file_size = sizeof file;
}

static void begin(void)
{
    b = fresh;
    b.port.ctx = &b;
    b.update.port = &b.port;
    b.update.self = &b.self;
}

/* Operations of an update that nothing disturbs. */
static long whole(void)
{
    begin();
    board_offer(&b, 1);
    CHECK(board_settle(&b));
    CHECK_INT(2, b.self.version[0]);
    return b.operations;
}

/* Goes on until the power goes after `ops` more operations, or the update is over. */
static void live(long ops)
{
    b.cut_in = ops;
    if (b.update.kept.state == TK_UPDATE_IDLE) {
        board_offer(&b, 1);
    }
    board_settle(&b);
}

static void power_on(long ops)
{
    b.cut_in = ops;
    board_start(&b);
}

/* Whatever was cut: the hub offers again, and at the end the new image runs and is valid. */
static bool ends_well(void)
{
    b.cut_in = -1;
    for (int id = 2; id < 6; id++) {
        board_settle(&b);
        if (b.self.version[0] == 2 && b.port.boot_state(&b, b.running) == TK_BOOT_VALID &&
            b.update.kept.state == TK_UPDATE_CONFIRMED) {
            return true;
        }
        b.update.kept.told = false;
        board_offer(&b, id);
    }
    return false;
}

static void cut_everywhere(int running)
{
    prepare(running);
    long all = whole();
    for (long first = 0; first < all; first++) {
        begin();
        live(first);
        power_on(-1);
        CHECK_INT(0, b.fouls);
        CHECK(ends_well());
        CHECK_INT(0, b.fouls);
    }
    printf("    slot %d: %ld operations\n", running, all);
}

TEST(a_cut_at_every_operation_leaves_an_image_that_may_run_from_slot_0)
{
    cut_everywhere(0);
}

TEST(a_cut_at_every_operation_leaves_an_image_that_may_run_from_slot_1)
{
    cut_everywhere(1);
}

/* Each first cut, and after it each second and a third; running from slot 1 and updating slot 0. */
static long nested(bool overwrites, bool *well)
{
    long fouls = 0;
    long runs = 0;
    *well = true;
    prepare(1);
    long all = whole();
    for (long first = 0; first < all; first++) {
        for (long second = 0; second < 24; second++) {
            begin();
            b.overwrites = overwrites;
            live(first);
            power_on(second);
            if (!b.dark) {
                live(b.cut_in);
            }
            power_on((first + second) % 5); /* in the boot loader, or just after it */
            if (!b.dark) {
                live(b.cut_in);
            }
            power_on(-1);
            fouls += b.fouls;
            *well = *well && (overwrites || ends_well()) && (overwrites || b.fouls == 0);
            runs++;
        }
    }
    printf("    %ld cuts within cuts, %ld fouls\n", runs, fouls);
    return fouls;
}

TEST(a_cut_within_the_recovery_from_a_cut_leaves_one_too)
{
    bool well;
    CHECK_INT(0, nested(false, &well));
    CHECK(well);
}

TEST(an_update_that_overwrites_the_active_record_is_caught)
{
    bool well;
    CHECK(nested(true, &well) > 0);
}

int main(void)
{
    RUN(a_cut_at_every_operation_leaves_an_image_that_may_run_from_slot_0);
    RUN(a_cut_at_every_operation_leaves_an_image_that_may_run_from_slot_1);
    RUN(a_cut_within_the_recovery_from_a_cut_leaves_one_too);
    RUN(an_update_that_overwrites_the_active_record_is_caught);
    return tk_test_end();
}
