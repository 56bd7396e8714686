/* hdf5-chunks.c — chunked datasets of HDF5 files, with or without compression
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All pieces (chunks) have the same shape; those at an edge extend beyond it. A tree
 * maps the place of each piece to its bytes, to which filters were applied: they are
 * undone in reverse order.
 *
 * Source: HDF5 File Format Specification 3.0, III.A.1 "Version 1 B-trees", IV.A.2.i
 * "Data Layout", IV.A.2.l "Filter Pipeline".
 */

#include "engine/files/hdf5-chunks.h"

#include <string.h>

#include "engine/heed.h"

#define MAX_FILTERS    8
#define MAX_LEVELS     16
#define CHECKSUM_BYTES 4

typedef enum {
  FILTER_DEFLATE  = 1,
  FILTER_SHUFFLE  = 2,
  FILTER_CHECKSUM = 3
} Filter;

typedef struct {
  HeedHdf5        *file;
  const HeedArray *array;
  gsize            n_bytes_each;               /* size of a number */
  gsize            shape[HEED_ARRAY_MAX_DIMS]; /* of a piece */
  gsize            n_bytes;                    /* size of a piece */
  guint            filters[MAX_FILTERS];
  guint            n_filters;
  gsize            n_pieces;
  gsize            n_taken;                    /* pieces read */
  guint8          *numbers;                    /* of the array */
  guint8          *buffers[2];                 /* two buffers of n_bytes and a checksum each */
  GError         **error;
} Chunks;

static gboolean
fail (Chunks     *chunks,
      const char *expected)
{
  return heed_hdf5_fail (chunks->error, expected);
}

/* --- Filters --- */

static gboolean
take_filter (Chunks       *chunks,
             HeedHdf5Part *part,
             guint         version)
{
  guint id = (guint) heed_hdf5_take (part, 2);
  guint n_name = version == 1 || id >= 256 ? (guint) heed_hdf5_take (part, 2) : 0;
  guint n_values;
  g_autofree char *found = NULL;

  heed_hdf5_take (part, 2);
  n_values = (guint) heed_hdf5_take (part, 2);
  if (version == 1)
    n_name = (n_name + 7) / 8 * 8;
  heed_hdf5_take_part (part, n_name);
  heed_hdf5_take_part (part, (guint64) 4 * (n_values + (version == 1 ? n_values % 2 : 0)));
  if (part->is_cut)
    return fail (chunks, "a filter");

  chunks->filters[chunks->n_filters++] = id;
  if (id >= FILTER_DEFLATE && id <= FILTER_CHECKSUM)
    return TRUE;

  found = g_strdup_printf ("filter %u", id);

  return heed_hdf5_refuse (chunks->error, "numbers as they are or gzipped", found);
}

static gboolean
take_filters (Chunks                *chunks,
              const HeedHdf5Message *message)
{
  HeedHdf5Part part = message->part;
  guint version = (guint) heed_hdf5_take (&part, 1);
  guint n_filters = (guint) heed_hdf5_take (&part, 1);

  heed_hdf5_take_part (&part, version == 1 ? 6 : 0);
  if (part.is_cut || version < 1 || version > 2 || n_filters > MAX_FILTERS || message->is_shared)
    return fail (chunks, "filters");

  for (guint i = 0; i < n_filters; i++)
    if (!take_filter (chunks, &part, version))
      return FALSE;

  return TRUE;
}

/* Inflates into a buffer of the size of a piece; more output is an error. */
static gboolean
inflate (Chunks       *chunks,
         HeedHdf5Part *part,
         guint8       *to)
{
  g_autoptr(GConverter) inflater =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  gsize n_room = chunks->n_bytes + CHECKSUM_BYTES;
  gsize n_made = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED)
    {
      gsize n_used = 0, n_more = 0;

      result = n_room == n_made
               ? G_CONVERTER_ERROR
               : g_converter_convert (inflater, part->at, part->n_left, to + n_made,
                                      n_room - n_made, G_CONVERTER_INPUT_AT_END, &n_used, &n_more,
                                      NULL);
      heed_hdf5_take_part (part, n_used);
      n_made += n_more;
    }

  *part = (HeedHdf5Part) { .at = to, .n_left = n_made };

  return result == G_CONVERTER_FINISHED || fail (chunks, "gzipped numbers of the size of a piece");
}

/* Shuffled data has the first bytes of all numbers, then all second bytes, and so on. */
static gboolean
unshuffle (Chunks       *chunks,
           HeedHdf5Part *part,
           guint8       *to)
{
  gsize n_each = chunks->n_bytes_each;
  gsize n = part->n_left / n_each;

  if (part->n_left > chunks->n_bytes + CHECKSUM_BYTES)
    return fail (chunks, "numbers of the size of a piece");

  for (gsize b = 0; b < n_each; b++)
    for (gsize i = 0; i < n; i++)
      to[i * n_each + b] = part->at[b * n + i];
  memcpy (to + n * n_each, part->at + n * n_each, part->n_left - n * n_each);
  part->at = to;

  return TRUE;
}

static gboolean
drop_checksum (Chunks       *chunks,
               HeedHdf5Part *part)
{
  if (part->n_left < CHECKSUM_BYTES)
    return fail (chunks, "a checksum");

  part->n_left -= CHECKSUM_BYTES;

  return TRUE;
}

/* left_out: a bit for each filter that was not applied to this piece. */
static gboolean
unpack (Chunks       *chunks,
        HeedHdf5Part *part,
        guint         left_out)
{
  for (guint i = chunks->n_filters; i-- > 0;)
    {
      guint8 *to = chunks->buffers[part->at == chunks->buffers[0] ? 1 : 0];

      if ((left_out & 1u << i) == 0 &&
          !(chunks->filters[i] == FILTER_DEFLATE   ? inflate (chunks, part, to)
            : chunks->filters[i] == FILTER_SHUFFLE ? unshuffle (chunks, part, to)
                                                   : drop_checksum (chunks, part)))
        return FALSE;
    }

  return part->n_left == chunks->n_bytes || fail (chunks, "numbers of the size of a piece");
}

/* --- Pieces --- */

/* place: index of the first number of the piece. Numbers beyond the edge are dropped. */
static void
copy_piece (Chunks       *chunks,
            const gsize  *place,
            const guint8 *from)
{
  const HeedArray *array = chunks->array;
  guint last = array->n_dims - 1;
  gsize n_row = MIN (chunks->shape[last], array->shape[last] - place[last]) * chunks->n_bytes_each;
  gsize n_rows = chunks->n_bytes / chunks->n_bytes_each / chunks->shape[last];

  for (gsize row = 0; row < n_rows; row++, from += chunks->shape[last] * chunks->n_bytes_each)
    {
      gsize rest = row, to = place[last], stride = array->shape[last];
      gboolean is_inside = TRUE;

      for (guint d = last; d-- > 0;)
        {
          gsize i = place[d] + rest % chunks->shape[d];

          is_inside = is_inside && i < array->shape[d];
          rest /= chunks->shape[d];
          to += i * stride;
          stride *= array->shape[d];
        }

      if (is_inside)
        memcpy (chunks->numbers + to * chunks->n_bytes_each, from, n_row);
    }
}

/* Returns the index of this piece in row-major order. */
static gsize
count_pieces_before (Chunks      *chunks,
                     const gsize *place)
{
  gsize n = 0;

  for (guint d = 0; d < chunks->array->n_dims; d++)
    n = n * ((chunks->array->shape[d] - 1) / chunks->shape[d] + 1) + place[d] / chunks->shape[d];

  return n;
}

static gboolean
take_piece (Chunks      *chunks,
            guint64      n_bytes,
            guint        left_out,
            const gsize *place,
            guint64      address)
{
  HeedHdf5Part rest = heed_hdf5_find (chunks->file, address, NULL);
  HeedHdf5Part part = heed_hdf5_take_part (&rest, n_bytes);

  if (part.is_cut || count_pieces_before (chunks, place) != chunks->n_taken)
    return fail (chunks, "each piece of the numbers once, in order");

  if (chunks->file->n_copied_left < chunks->n_bytes)
    {
      g_set_error (chunks->error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "HDF5: expected less to unpack than a file of its size has, found more");
      return FALSE;
    }

  chunks->file->n_copied_left -= chunks->n_bytes;
  chunks->n_taken++;
  if (!unpack (chunks, &part, left_out))
    return FALSE;

  copy_piece (chunks, place, part.at);

  return TRUE;
}

/* --- The tree --- */

static gboolean
take_place (Chunks       *chunks,
            HeedHdf5Part *part,
            gsize        *place)
{
  for (guint d = 0; d < chunks->array->n_dims; d++)
    {
      place[d] = heed_hdf5_take (part, 8);
      if (place[d] >= chunks->array->shape[d] || place[d] % chunks->shape[d] != 0)
        return fail (chunks, "the place of a piece of the numbers");
    }

  return heed_hdf5_take (part, 8) == 0 || fail (chunks, "the place of a piece of the numbers");
}

static gboolean
walk_node (Chunks  *chunks,
           guint64  address,
           int      level)
{
  HeedHdf5Part part = heed_hdf5_find (chunks->file, address, "TREE");
  guint kind = (guint) heed_hdf5_take (&part, 1);
  int found_level = (int) heed_hdf5_take (&part, 1);
  guint n_children = (guint) heed_hdf5_take (&part, 2);

  heed_hdf5_take_part (&part, 2 * 8);
  if (part.is_cut || kind != 1 || found_level > MAX_LEVELS || (level >= 0 && found_level != level))
    return fail (chunks, "the tree of a dataset");

  for (guint i = 0; i < n_children; i++)
    {
      gsize place[HEED_ARRAY_MAX_DIMS];
      guint64 n_bytes = heed_hdf5_take (&part, 4);
      guint left_out = (guint) heed_hdf5_take (&part, 4);
      guint64 child;

      if (!heed_hdf5_step (chunks->file, chunks->error) || !take_place (chunks, &part, place))
        return FALSE;

      child = heed_hdf5_take (&part, 8);
      if (!(found_level == 0 ? take_piece (chunks, n_bytes, left_out, place, child)
                             : walk_node (chunks, child, found_level - 1)))
        return FALSE;
    }

  return !part.is_cut || fail (chunks, "a node of the tree of a dataset");
}

/* --- All of it --- */

/* Reads the shape of a piece, and computes its size in bytes and the number of pieces. */
static gboolean
take_shape (Chunks       *chunks,
            HeedHdf5Part *layout)
{
  const HeedArray *array = chunks->array;

  chunks->n_pieces = 1;
  chunks->n_bytes = chunks->n_bytes_each;
  for (guint d = 0; d < array->n_dims; d++)
    {
      gsize size = chunks->shape[d] = heed_hdf5_take (layout, 4);

      if (size == 0 || !g_size_checked_mul (&chunks->n_bytes, chunks->n_bytes, size) ||
          !g_size_checked_mul (&chunks->n_pieces, chunks->n_pieces,
                               (array->shape[d] - 1) / size + 1))
        return fail (chunks, "the shape of a piece of the numbers");
    }

  return (heed_hdf5_take (layout, 4) == chunks->n_bytes_each && !layout->is_cut) ||
         fail (chunks, "pieces of numbers as wide as its own");
}

/* Allocates memory for the numbers, unless they exceed what a file of this size can contain. */
static gboolean
take_memory (Chunks *chunks)
{
  gsize n_array = chunks->array->n_bytes;

  if (n_array <= chunks->file->n_copied_left && chunks->n_bytes <= chunks->file->n_copied_left)
    {
      chunks->numbers = g_try_malloc0 (n_array);
      for (guint i = 0; i < G_N_ELEMENTS (chunks->buffers); i++)
        chunks->buffers[i] = g_try_malloc (chunks->n_bytes + CHECKSUM_BYTES);
    }

  if (chunks->numbers != NULL && chunks->buffers[0] != NULL && chunks->buffers[1] != NULL)
    {
      chunks->file->n_copied_left -= n_array;
      return TRUE;
    }

  g_set_error (chunks->error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
               "HDF5: expected less to unpack than a file of its size has, found more");

  return FALSE;
}

static gboolean
read_pieces (Chunks                *chunks,
             HeedHdf5Part           layout,
             const HeedHdf5Message *filters)
{
  guint n_dims = (guint) heed_hdf5_take (&layout, 1);
  guint64 tree = heed_hdf5_take (&layout, 8);

  if (n_dims != chunks->array->n_dims + 1)
    return fail (chunks, "pieces with as many dimensions as the dataset");

  if (!take_shape (chunks, &layout) || (filters != NULL && !take_filters (chunks, filters)) ||
      !take_memory (chunks) || !walk_node (chunks, tree, -1))
    return FALSE;

  return chunks->n_taken == chunks->n_pieces || fail (chunks, "all pieces of the numbers");
}

GBytes *
heed_hdf5_read_chunks (HeedHdf5              *file,
                       HeedHdf5Part           layout,
                       const HeedHdf5Message *filters,
                       const HeedArray       *array,
                       GError               **error)
{
  Chunks chunks = {
    .file = file,
    .array = array,
    .n_bytes_each = heed_dtype_get_size (array->dtype),
    .error = error,
  };
  gboolean is_read = read_pieces (&chunks, layout, filters);

  g_free (chunks.buffers[0]);
  g_free (chunks.buffers[1]);
  if (is_read)
    return g_bytes_new_take (chunks.numbers, array->n_bytes);

  g_free (chunks.numbers);

  return NULL;
}
