/* charsmap.c — validation of the normalisation table of a SentencePiece model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     4 bytes    N, little-endian: the size of the trie
 *     N bytes    units of 32 bits: a double-array trie over the strings to replace
 *     the rest   the replacements, as NUL-terminated strings
 *
 * The library walks the trie without bounds checks, stores at most 32 matches in an
 * array that it does not check either, and reads replacements up to their NUL. So every
 * path that it could take is walked here first. A replacement becomes part of a text, so
 * it must be UTF-8.
 *
 * A unit is a node if its bit 31 is clear: bits 0 to 7 are the byte that leads to it,
 * bit 8 is set if a match ends here, and the others are an offset. The child for byte c
 * of node i is unit i ^ offset ^ c, if its bits 0 to 7 are c. The match is in unit i ^
 * offset: bits 0 to 30 are the position of its replacement.
 *
 * So a node for byte c can only be a child of a node whose i ^ offset equals its own
 * index ^ c. One pass finds the children of all nodes; checking 256 possible children
 * for each of tens of thousands of nodes took half of the time to open a model.
 *
 * Source: https://github.com/s-yata/darts-clone, "DoubleArrayUnit";
 * https://github.com/google/sentencepiece, src/normalizer.cc.
 */

#include "engine/text/charsmap.h"

#include <string.h>

#include "engine/heed.h"

#define LENGTH_BYTES   4
#define MAX_TRIE_BYTES (2 * 1024 * 1024)
#define MAX_TEXT_BYTES 1024
#define MAX_MATCHES    32
#define MAX_KEY_BYTES  1024
#define N_BYTE_VALUES  256
#define NO_NODE_BIT    0x80000000
#define NO_CHILD       G_MAXUINT32

typedef struct {
  const guint8 *units;  /* little-endian, possibly unaligned */
  gsize         n_units;
  const char   *texts;
  gsize         n_text_bytes;
} Charsmap;

/* The children of each node, as linked lists of unit indices. */
typedef struct {
  guint32 *first;  /* n_units: first node with this base, or NO_CHILD */
  guint32 *next;   /* n_units: next node with the same base, or NO_CHILD */
} Children;

/* One node on the current path through the trie. */
typedef struct {
  guint32 next_child;
  guint   n_matches;   /* on the path from the root to here */
} Stop;

static guint32
get_unit (const Charsmap *map,
          gsize           i)
{
  guint32 unit;

  memcpy (&unit, map->units + i * sizeof unit, sizeof unit);

  return GUINT32_FROM_LE (unit);
}

/* Returns the base of a node: the index of the unit of its match and, XOR a byte, of its child. */
static guint32
get_base (guint32 node,
          guint32 unit)
{
  return node ^ ((unit >> 10) << ((unit & (1 << 9)) >> 6));
}

static void
find_children (const Charsmap *map,
               Children       *children)
{
  children->first = g_new (guint32, map->n_units);
  children->next = g_new (guint32, map->n_units);
  memset (children->first, 0xff, map->n_units * sizeof (guint32));

  for (guint32 i = 0; i < map->n_units; i++)
    {
      guint32 unit = get_unit (map, i);
      guint32 base = i ^ (unit & (N_BYTE_VALUES - 1));

      if (unit & NO_NODE_BIT || base >= map->n_units)
        continue;

      children->next[i] = children->first[base];
      children->first[base] = i;
    }
}

static void
clear_children (Children *children)
{
  g_free (children->first);
  g_free (children->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Children, clear_children)

static gboolean
is_text (const Charsmap *map,
         guint32         begin)
{
  const char *text = map->texts + begin;

  return begin < map->n_text_bytes &&
         memchr (text, 0, MIN (map->n_text_bytes - begin, MAX_TEXT_BYTES)) != NULL &&
         g_utf8_validate (text, -1, NULL);
}

/* Enters a node. Returns FALSE if its children or its match are out of bounds, or if there are
 * too many matches. */
static gboolean
enter_node (const Charsmap *map,
            const Children *children,
            guint32         node,
            guint           n_matches,
            Stop           *stop)
{
  guint32 unit = get_unit (map, node);
  guint32 base = get_base (node, unit);

  if ((base | (N_BYTE_VALUES - 1)) >= map->n_units)
    return FALSE;

  if (unit & (1 << 8))
    {
      n_matches++;

      if (!is_text (map, get_unit (map, base) & ~NO_NODE_BIT))
        return FALSE;
    }

  *stop = (Stop) { children->first[base], n_matches };

  return n_matches <= MAX_MATCHES;
}

/* Paths may share nodes, so a node is walked again only if it is reached with more matches than
 * before: at most MAX_MATCHES times. A path longer than any key means a cycle. */
static gboolean
walk (const Charsmap *map)
{
  g_autofree guint8 *most_matches = g_malloc0 (map->n_units);
  g_autofree Stop *path = g_new (Stop, MAX_KEY_BYTES + 1);
  g_auto(Children) children = { NULL };
  guint depth = 0;

  find_children (map, &children);

  if (!enter_node (map, &children, 0, 0, &path[0]))
    return FALSE;

  for (;;)
    {
      Stop *here = &path[depth];
      guint32 child = here->next_child;

      if (child == NO_CHILD)
        {
          if (depth == 0)
            return TRUE;

          depth--;
          continue;
        }

      here->next_child = children.next[child];

      if (most_matches[child] > here->n_matches)
        continue;

      most_matches[child] = (guint8) (here->n_matches + 1);

      if (depth == MAX_KEY_BYTES ||
          !enter_node (map, &children, child, here->n_matches, &path[depth + 1]))
        return FALSE;

      depth++;
    }
}

static Charsmap
open_map (const guint8 *table,
          gsize         n_bytes,
          guint32       n_trie_bytes)
{
  const guint8 *units = table + LENGTH_BYTES;

  return (Charsmap) {
    .units = units,
    .n_units = n_trie_bytes / sizeof (guint32),
    .texts = (const char *) units + n_trie_bytes,
    .n_text_bytes = n_bytes - LENGTH_BYTES - n_trie_bytes,
  };
}

/**
 * heed_charsmap_check:
 * @tainted: (array length=n_bytes): the table of the model
 *
 * Errors: %HEED_ERROR_DAMAGED if a path in it leaves the table or is a cycle, or if a
 *   replacement is not valid UTF-8.
 *
 * Returns: whether it is safe to pass the table to the library
 */
gboolean
heed_charsmap_check (const guint8  *tainted,
                     gsize          n_bytes,
                     GError       **error)
{
  guint32 n_trie_bytes = 0;
  Charsmap map;

  if (n_bytes > LENGTH_BYTES)
    {
      memcpy (&n_trie_bytes, tainted, LENGTH_BYTES);
      n_trie_bytes = GUINT32_FROM_LE (n_trie_bytes);
    }

  if (n_bytes <= LENGTH_BYTES || n_trie_bytes >= n_bytes - LENGTH_BYTES ||
      n_trie_bytes > MAX_TRIE_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "SentencePiece: expected a normalisation table, found %" G_GSIZE_FORMAT
                   " bytes with a trie of %u", n_bytes, n_trie_bytes);
      return FALSE;
    }

  map = open_map (tainted, n_bytes, n_trie_bytes);
  if (map.n_units < N_BYTE_VALUES || !walk (&map))
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                           "SentencePiece: the normalisation table leads out of itself, or to "
                           "invalid UTF-8");
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_charsmap_find:
 * @table: a table that passed heed_charsmap_check()
 * @text: (array length=n_bytes): the text to look up
 *
 * Returns: (transfer none) (nullable): the replacement of its shortest prefix in the
 *   table
 */
const char *
heed_charsmap_find (GBytes     *table,
                    const char *text,
                    gsize       n_bytes)
{
  gsize n_table_bytes;
  const guint8 *data = g_bytes_get_data (table, &n_table_bytes);
  guint32 n_trie_bytes;
  Charsmap map;
  guint32 node = 0;

  memcpy (&n_trie_bytes, data, LENGTH_BYTES);
  map = open_map (data, n_table_bytes, GUINT32_FROM_LE (n_trie_bytes));

  for (gsize i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) text[i];
      guint32 base = get_base (node, get_unit (&map, node));
      guint32 child = base ^ byte;
      guint32 unit = get_unit (&map, child);

      if ((unit & (NO_NODE_BIT | (N_BYTE_VALUES - 1))) != byte)
        return NULL;

      node = child;
      if (unit & (1 << 8))
        return map.texts + (get_unit (&map, get_base (node, unit)) & ~NO_NODE_BIT);
    }

  return NULL;
}
