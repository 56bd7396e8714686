/* sentencepiece-check.c — validation of a SentencePiece model before the library reads it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model is a protocol buffer. The library parses it safely, but then trusts its
 * contents: the normalisation table (charsmap.c), that the number of pieces fits, that
 * pieces are valid text, and that at most 64 user-defined pieces are prefixes of each
 * other. These are checked here; everything else is left to the library, which returns a
 * status.
 *
 * Source: https://github.com/google/sentencepiece,
 * src/sentencepiece_model.proto; https://protobuf.dev/programming-guides/encoding.
 */

#include "engine/text/sentencepiece-check.h"

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "engine/text/charsmap.h"

#define MAX_MODEL_BYTES (64 * 1024 * 1024)
#define MAX_PIECES      (1 << 21)
#define MAX_PIECE_BYTES 8000
#define MAX_NESTED      64

/* Fields of ModelProto, and of its submessages. */
#define MODEL_PIECE             1
#define MODEL_NORMALIZER        3
#define MODEL_DENORMALIZER      5
#define PIECE_TEXT              1
#define PIECE_SCORE             2
#define PIECE_TYPE              3
#define TYPE_USER_DEFINED       4
#define NORMALIZER_CHARSMAP     2

/* Wire types. */
#define WIRE_VARINT  0
#define WIRE_64_BITS 1
#define WIRE_BYTES   2
#define WIRE_32_BITS 5

typedef struct {
  const guint8 *p;
  const guint8 *end;
} Message;

typedef struct {
  guint   number;
  guint   wire;
  guint64 value;  /* of a varint */
  Message body;   /* of a byte string */
} Field;

static gboolean
read_varint (Message *message,
             guint64 *value)
{
  *value = 0;

  for (guint shift = 0; shift < 64 && message->p < message->end; shift += 7)
    {
      guint8 byte = *message->p++;

      *value |= (guint64) (byte & 0x7f) << shift;

      if (byte < 0x80)
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_bytes (Message *message,
            guint64  n_bytes,
            Message *body)
{
  if (n_bytes > (guint64) (message->end - message->p))
    return FALSE;

  *body = (Message) { message->p, message->p + n_bytes };
  message->p += n_bytes;

  return TRUE;
}

static gboolean
read_field (Message *message,
            Field   *field)
{
  guint64 tag, n_bytes;

  *field = (Field) { 0 };

  if (!read_varint (message, &tag) || tag > G_MAXUINT32)
    return FALSE;

  field->number = (guint) (tag >> 3);
  field->wire = (guint) (tag & 7);

  switch (field->wire)
    {
    case WIRE_VARINT:
      return read_varint (message, &field->value);

    case WIRE_BYTES:
      return read_varint (message, &n_bytes) && read_bytes (message, n_bytes, &field->body);

    case WIRE_32_BITS:
      return read_bytes (message, 4, &field->body);

    case WIRE_64_BITS:
      return read_bytes (message, 8, &field->body);

    default:
      return FALSE;
    }
}

static gboolean
fail (GError     **error,
      const char  *what)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "SentencePiece: %s", what);

  return FALSE;
}

static gboolean
is_piece_text (Message text)
{
  gsize n_bytes = (gsize) (text.end - text.p);

  return n_bytes <= MAX_PIECE_BYTES && g_utf8_validate_len ((const char *) text.p, n_bytes, NULL);
}

static gboolean
is_finite_float (Message bytes)
{
  guint32 bits;

  memcpy (&bits, bytes.p, sizeof bits);

  return (GUINT32_FROM_LE (bits) & 0x7f800000) != 0x7f800000;
}

/* Appends the text of a user-defined piece to user_defined. */
static gboolean
check_piece (Message     piece,
             GPtrArray  *user_defined,
             GError    **error)
{
  Message text = { piece.p, piece.p };
  guint64 type = 0;

  while (piece.p < piece.end)
    {
      Field field;

      if (!read_field (&piece, &field))
        return fail (error, "a piece is cut off");

      if (field.number == PIECE_TEXT && field.wire == WIRE_BYTES)
        {
          if (!is_piece_text (field.body))
            return fail (error, "a piece is not UTF-8, or too long");

          text = field.body;
        }
      else if (field.number == PIECE_SCORE && field.wire == WIRE_32_BITS)
        {
          if (!is_finite_float (field.body))
            return fail (error, "the score of a piece is not finite");
        }
      else if (field.number == PIECE_TYPE && field.wire == WIRE_VARINT)
        type = field.value;
    }

  if (type == TYPE_USER_DEFINED)
    g_ptr_array_add (user_defined, g_strndup ((const char *) text.p, (gsize) (text.end - text.p)));

  return TRUE;
}

static gboolean
check_normalizer (Message   normalizer,
                  GError  **error)
{
  while (normalizer.p < normalizer.end)
    {
      Field field;

      if (!read_field (&normalizer, &field))
        return fail (error, "the normaliser is cut off");

      if (field.number == NORMALIZER_CHARSMAP && field.wire == WIRE_BYTES &&
          field.body.p < field.body.end &&
          !heed_charsmap_check (field.body.p, (gsize) (field.body.end - field.body.p), error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* When sorted, a text follows the texts that are its prefixes. */
static gboolean
check_nesting (GPtrArray  *user_defined,
               GError    **error)
{
  const char *begun[MAX_NESTED];
  guint n_begun = 0;

  g_ptr_array_sort (user_defined, compare_texts);

  for (guint i = 0; i < user_defined->len; i++)
    {
      const char *text = g_ptr_array_index (user_defined, i);

      while (n_begun > 0 && !g_str_has_prefix (text, begun[n_begun - 1]))
        n_begun--;

      if (n_begun == MAX_NESTED)
        return fail (error, "too many user-defined pieces begin in one another");

      begun[n_begun++] = text;
    }

  return TRUE;
}

static gboolean
check_model (Message     model,
             GPtrArray  *user_defined,
             GError    **error)
{
  guint n_pieces = 0;

  while (model.p < model.end)
    {
      Field field;

      if (!read_field (&model, &field))
        return fail (error, "the model is cut off");

      if (field.wire != WIRE_BYTES)
        continue;

      if (field.number == MODEL_PIECE)
        {
          if (++n_pieces > MAX_PIECES)
            return fail (error, "too many pieces");

          if (!check_piece (field.body, user_defined, error))
            return FALSE;
        }

      if ((field.number == MODEL_NORMALIZER || field.number == MODEL_DENORMALIZER) &&
          !check_normalizer (field.body, error))
        return FALSE;
    }

  return check_nesting (user_defined, error);
}

/**
 * heed_sentencepiece_check:
 * @model: a serialized model, not trusted
 *
 * Errors: %HEED_ERROR_DAMAGED if the library could access invalid memory because of it;
 * %HEED_ERROR_TOO_LARGE beyond 64 MiB.
 *
 * Returns: whether it is safe to pass the model to the library
 */
gboolean
heed_sentencepiece_check (GBytes  *model,
                          GError **error)
{
  g_autoptr(GPtrArray) user_defined = g_ptr_array_new_with_free_func (g_free);
  gsize n_bytes;
  const guint8 *tainted = g_bytes_get_data (model, &n_bytes);

  if (n_bytes > MAX_MODEL_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "SentencePiece: expected at most %d bytes, found %" G_GSIZE_FORMAT,
                   MAX_MODEL_BYTES, n_bytes);
      return FALSE;
    }

  if (n_bytes == 0)
    return fail (error, "the model is empty");

  return check_model ((Message) { tainted, tainted + n_bytes }, user_defined, error);
}
