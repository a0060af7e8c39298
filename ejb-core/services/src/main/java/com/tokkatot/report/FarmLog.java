package com.tokkatot.report;

import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What happened on a farm: what people and the system did (the audit log, without refusals: those
 * are the security trail), alerts raised and resolved, and what devices said of themselves.
 * Permissions have been checked at the door.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class FarmLog {

  /** Most events of one answer. Source: requirements.md 2.9 R5. */
  public static final int MAX_LIMIT = 500;

  @Inject Sql sql;
  @Inject InstantSource time;

  /**
   * A farm's events, newest first.
   *
   * @param isMore whether there are older ones in the range
   */
  public record EventList(List<FarmEvent> events, boolean isMore, int limit, int offset) {}

  /**
   * A part of the last days.
   *
   * @param type null: all
   * @param days 1 to 365
   * @throws Invalid naming the parameter that is out of range
   */
  public EventList of(UUID farmId, String type, int days, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    if (offset > Days.MOST_POINTS - limit) {
      throw new Invalid("offset", "must be so that limit and offset are at most 100,000 together");
    }
    if (days < 1 || days > Days.MOST) {
      throw new Invalid("days", "must be 1 to " + Days.MOST);
    }
    var now = time.instant();
    var asked = new LogQuestion(farmId, type, now.minus(Duration.ofDays(days)), behind(now), "");
    var found = LogRows.of(sql, asked, limit + 1, offset);
    var isMore = found.size() > limit;
    return new EventList(isMore ? found.subList(0, limit) : found, isMore, limit, offset);
  }

  /** A node's clock may be ahead. */
  private static Instant behind(Instant now) {
    return now.plus(Duration.ofDays(1));
  }
}
