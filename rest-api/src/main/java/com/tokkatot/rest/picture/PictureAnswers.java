package com.tokkatot.rest.picture;

import com.tokkatot.picture.Picture;
import com.tokkatot.picture.PictureKind;
import com.tokkatot.picture.Pictures;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/** Reads pictures out of bodies, and answers with them. */
@ApplicationScoped
class PictureAnswers {

  static final String JPEG = "image/jpeg";

  /** A phone that has it need not ask again for an hour; another picture has another address. */
  private static final int FRESH_S = 3600;

  @EJB Pictures pictures;

  /**
   * The body, of which no more is held than the kind allows.
   *
   * @throws ClientErrorException 413 if there is more
   */
  static byte[] read(PictureKind kind, InputStream body) throws IOException {
    var file = body.readNBytes(kind.mostBytes());
    if (body.read() >= 0) {
      // An honest client reads our answer only when it has sent all; beyond 10 MB it is cut off.
      body.transferTo(OutputStream.nullOutputStream());
      throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
    return file;
  }

  /** The picture, or 304 to who has it. */
  Response of(PictureKind kind, UUID owner, Request request) {
    var picture = pictures.get(kind, owner);
    var tag = new EntityTag(picture.sha256());
    var unchanged = request.evaluatePreconditions(tag);
    return headed(
        unchanged == null
            ? Response.ok(pictures.open(kind, owner, picture), JPEG)
                .header(HttpHeaders.CONTENT_LENGTH, picture.sizeBytes())
                // It is packed already.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
            : unchanged,
        picture,
        tag);
  }

  private static Response headed(Response.ResponseBuilder answer, Picture picture, EntityTag tag) {
    var keep = new CacheControl();
    keep.setPrivate(true);
    keep.setMaxAge(FRESH_S);
    return answer
        .tag(tag)
        .cacheControl(keep)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + picture.id() + ".jpg\"")
        .build();
  }
}
