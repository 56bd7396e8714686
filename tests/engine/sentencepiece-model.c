/* sentencepiece-model.c — SentencePiece models made by hand, valid or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/sentencepiece-model.h"

#include <string.h>

#define VARINT  0
#define BYTES   2
#define BITS_32 5

static void
add_varint (GByteArray *message,
            guint64     value)
{
  do
    {
      guint8 byte = (value & 0x7f) | (value > 0x7f ? 0x80 : 0);

      g_byte_array_append (message, &byte, 1);
      value >>= 7;
    }
  while (value > 0);
}

static void
add_number (GByteArray *message,
            guint       field,
            guint64     value)
{
  add_varint (message, field << 3 | VARINT);
  add_varint (message, value);
}

static void
add_bytes (GByteArray    *message,
           guint          field,
           gconstpointer  bytes,
           gsize          n_bytes)
{
  add_varint (message, field << 3 | BYTES);
  add_varint (message, n_bytes);
  g_byte_array_append (message, bytes, (guint) n_bytes);
}

void
model_add_piece (GByteArray    *model,
                 gconstpointer  text,
                 gsize          n_bytes,
                 float          score,
                 int            type)
{
  g_autoptr(GByteArray) piece = g_byte_array_new ();

  add_bytes (piece, 1, text, n_bytes);
  add_varint (piece, 2 << 3 | BITS_32);
  g_byte_array_append (piece, (const guint8 *) &score, sizeof score);
  add_number (piece, 3, (guint64) type);

  add_bytes (model, 1, piece->data, piece->len);
}

void
model_add_trainer (GByteArray *model,
                   int         model_type,
                   gboolean    has_byte_fallback,
                   gboolean    has_space_as_suffix)
{
  g_autoptr(GByteArray) trainer = g_byte_array_new ();

  add_number (trainer, 3, (guint64) model_type);
  add_number (trainer, 24, has_space_as_suffix);
  add_number (trainer, 35, has_byte_fallback);

  add_bytes (model, 2, trainer->data, trainer->len);
}

void
model_add_normalizer (GByteArray    *model,
                      gconstpointer  charsmap,
                      gsize          n_bytes)
{
  g_autoptr(GByteArray) normalizer = g_byte_array_new ();

  add_bytes (normalizer, 1, "own", 3);
  add_bytes (normalizer, 2, charsmap, n_bytes);

  add_bytes (model, 3, normalizer->data, normalizer->len);
}

static void
add_text (GByteArray *model,
          const char *text,
          float       score,
          int         type)
{
  model_add_piece (model, text, strlen (text), score, type);
}

GByteArray *
model_new_small (int model_type)
{
  GByteArray *model = g_byte_array_new ();

  add_text (model, "<unk>", 0, PIECE_UNKNOWN);
  add_text (model, "<s>", 0, PIECE_CONTROL);
  add_text (model, "</s>", 0, PIECE_CONTROL);
  add_text (model, "▁", -3, PIECE_NORMAL);
  add_text (model, "a", -3, PIECE_NORMAL);
  add_text (model, "b", -3, PIECE_NORMAL);
  add_text (model, "▁a", -1, PIECE_NORMAL);
  add_text (model, "ab", -2, PIECE_NORMAL);
  model_add_trainer (model, model_type, FALSE, FALSE);

  return model;
}

void
charsmap_set_unit (GByteArray *charsmap,
                   guint       i,
                   guint32     unit)
{
  unit = GUINT32_TO_LE (unit);
  memcpy (charsmap->data + 4 + i * sizeof unit, &unit, sizeof unit);
}

/* The root is unit 0, its children start at 256; the child for "a" is unit
 * 256 ^ 97, its match at 512. */
GByteArray *
charsmap_new_a_to_b (void)
{
  const guint n_units = 768;
  GByteArray *charsmap = g_byte_array_new ();
  guint32 n_trie_bytes = GUINT32_TO_LE (n_units * 4);

  g_byte_array_set_size (charsmap, 4 + n_units * 4);
  memset (charsmap->data, 0, charsmap->len);
  memcpy (charsmap->data, &n_trie_bytes, 4);

  charsmap_set_unit (charsmap, 0, 256 << 10);
  charsmap_set_unit (charsmap, 256 ^ 'a', (guint32) ('a' | 1 << 8 | ((256 ^ 'a') ^ 512) << 10));
  charsmap_set_unit (charsmap, 512, 0x80000000);
  g_byte_array_append (charsmap, (const guint8 *) "b", 2);

  return charsmap;
}
