/* test_arbiter.c - the order of winners, every pair of ranks, from one table. */
#include "tk/arbiter.h"
#include "tk_test.h"

/* schedules.md "Who wins", highest first. The numbers are percentages, so that a winner can be told by its value. */
static const struct {
    tk_rank_t rank;
    uint8_t percent;
    const char *who;
} ORDER[] = {
    {TK_RANK_BUTTON, 1, "the button in the coop"},
    {TK_RANK_LIFE, 2, "life"},
    {TK_RANK_APP, 3, "a stop from the app"},
    {TK_RANK_INTERLOCK, 4, "an interlock"},
    {TK_RANK_PERSON, 5, "a person"},
    {TK_RANK_SCHEDULE, 6, "a schedule"},
    {TK_RANK_LOCAL, 7, "the node's own rule"},
    {TK_RANK_REST, 8, "rest"},
};
#define COUNT (sizeof ORDER / sizeof ORDER[0])

static tk_claims_t claims;

static void claim(size_t i)
{
    claims.by[ORDER[i].rank] = (tk_claim_t){.made = true, .percent = ORDER[i].percent};
}

TEST(every_pair_is_won_by_the_higher_rank)
{
    CHECK_INT(TK_RANKS, COUNT);
    for (size_t high = 0; high < COUNT; high++) {
        for (size_t low = high + 1; low < COUNT; low++) {
            memset(&claims, 0, sizeof claims);
            claim(low);
            claim(high);
            int won = claims.by[tk_arbiter_winner(&claims, TK_RANK_BUTTON)].percent;
            if (won != ORDER[high].percent) {
                printf("    %s should beat %s\n", ORDER[high].who, ORDER[low].who);
            }
            CHECK_INT(ORDER[high].percent, won);
        }
    }
}

TEST(who_makes_no_claim_has_no_say)
{
    memset(&claims, 0, sizeof claims);
    claim(COUNT - 1);
    claims.by[TK_RANK_LIFE].percent = 77;
    CHECK_INT(TK_RANK_REST, tk_arbiter_winner(&claims, TK_RANK_BUTTON));
}

TEST(ranks_above_can_be_left_out)
{
    memset(&claims, 0, sizeof claims);
    for (size_t i = 0; i < COUNT; i++) {
        claim(i);
    }
    CHECK_INT(TK_RANK_PERSON, tk_arbiter_winner(&claims, TK_RANK_PERSON));
}

int main(void)
{
    RUN(every_pair_is_won_by_the_higher_rank);
    RUN(who_makes_no_claim_has_no_say);
    RUN(ranks_above_can_be_left_out);
    return tk_test_end();
}
