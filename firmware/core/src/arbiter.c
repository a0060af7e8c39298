#include "tk/arbiter.h"

tk_rank_t tk_arbiter_winner(const tk_claims_t *claims, tk_rank_t from)
{
    int rank = (int)from;
    while (rank < TK_RANK_REST && !claims->by[rank].made) {
        rank++;
    }
    return (tk_rank_t)rank;
}
