package com.tokkatot.farm;

import com.tokkatot.picture.PictureKind;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How farms are read from the database. */
final class FarmRows {

  private static final String SELECT =
      """
      select farm.*, owner.account_id as owner_id,
             coalesce(hub.is_online, false) as is_online,
             (select count(*) from device where device.farm_id = farm.id and removed_at is null)
               as device_count,
             (select count(*) from device join node on node.id = device.node_id
              where device.farm_id = farm.id and device.removed_at is null
                and hub.is_online and node.is_online)
               as online_devices
      """;

  private static final String FROM =
      """
      left join farm_member owner on owner.farm_id = farm.id and owner.role = 'owner'
      left join hub on hub.farm_id = farm.id
      """;

  /** The farm that the person wants first, if it is still one of the person's. */
  private static final String IS_HOME =
      "exists (select 1 from setting where scope = 'account' and owner_id = me.account_id"
          + " and chosen ->> 'home_farm' = farm.id::text)";

  /** Of one account: the one at home first, then by name. */
  static final String LIST =
      SELECT
          + ", me.role as role from farm_member me"
          + " join farm on farm.id = me.farm_id and farm.is_active "
          + FROM
          + " where me.account_id = ? order by "
          + IS_HOME
          + " desc, farm.name, farm.id";

  /** One farm, by id. */
  static final String RECORD =
      SELECT
          + ", (select count(*) from farm_member where farm_member.farm_id = farm.id)"
          + " as member_count, (select picture.id from picture where picture.farm_id = farm.id"
          + " and expires_at is null) as photo_id from farm "
          + FROM
          + " where farm.id = ? and farm.is_active";

  private FarmRows() {}

  static FarmView view(ResultSet row) throws SQLException {
    return new FarmView(
        Sql.uuid(row, "id"),
        row.getString("name"),
        row.getString("role"),
        Sql.uuid(row, "owner_id"),
        row.getString("location"),
        row.getString("timezone"),
        row.getBoolean("is_active"),
        row.getBoolean("is_online"),
        row.getLong("device_count"),
        row.getLong("online_devices"),
        Sql.instant(row, "created_at"));
  }

  static FarmRecord record(ResultSet row, Member member) throws SQLException {
    return new FarmRecord(
        Sql.uuid(row, "id"),
        row.getString("name"),
        member.role() == null ? null : member.role().word(),
        Sql.uuid(row, "owner_id"),
        row.getString("location"),
        Sql.number(row, "latitude"),
        Sql.number(row, "longitude"),
        row.getString("timezone"),
        row.getString("description"),
        image(row),
        row.getBoolean("is_active"),
        row.getBoolean("is_online"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"),
        new FarmRecord.Statistics(
            row.getLong("device_count"),
            row.getLong("online_devices"),
            row.getLong("member_count")));
  }

  /** A photo that was sent here counts more than the address of one elsewhere. */
  private static String image(ResultSet row) throws SQLException {
    var photo = Sql.uuid(row, "photo_id");
    return photo == null
        ? row.getString("image_url")
        : PictureKind.FARM_PHOTO.address(Sql.uuid(row, "id"), photo);
  }

  static FarmDetails details(ResultSet row) throws SQLException {
    return new FarmDetails(
        row.getString("name"),
        row.getString("location"),
        Sql.number(row, "latitude"),
        Sql.number(row, "longitude"),
        row.getString("timezone"),
        row.getString("description"),
        row.getString("image_url"));
  }
}
