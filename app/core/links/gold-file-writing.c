/* gold-file-writing.c — the contents of a file of gold links when it is saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the lines of changed sentences are rewritten; all other bytes stay as read, unless links
 * are possible because of probabilities that are in another file.
 */

#include "app/core/links/gold-file-private.h"

static gboolean
has_end (HeedGoldFile *self,
         const HeedGoldFileLine   *line)
{
  return line->offset + line->length < self->n_bytes;
}

static void
append_end (HeedGoldFile *self,
            const HeedGoldFileLine   *line,
            GString      *out)
{
  if (has_end (self, line))
    g_string_append_c (out, '\n');
}

static void
append_as_it_was (HeedGoldFile *self,
                  const HeedGoldFileLine   *line,
                  GString      *out)
{
  g_string_append_len (out, self->bytes + line->offset, (gssize) line->length);
  append_end (self, line, out);
}

static void
write_lines (HeedGoldFile *self,
             GString      *out)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);
      g_autofree char *text = NULL;
      g_autofree char *rewritten = NULL;

      if (self->probabilities == NULL && !heed_gold_file_is_changed (self, i))
        {
          append_as_it_was (self, line, out);
          continue;
        }

      text = heed_gold_file_dup_line (self, i);
      rewritten = heed_gold_line_rewrite (text, g_ptr_array_index (self->sentences, i),
                                          &self->spelling);
      g_string_append (out, rewritten);
      append_end (self, line, out);
    }
}

/* Writes a row of a changed sentence: leaves it out if its link was removed, and rewrites it if
 * the link changed between sure and possible. */
static void
write_row (HeedGoldFile *self,
           guint         i,
           GString      *out)
{
  const HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);
  const HeedAlignment *links = g_ptr_array_index (self->sentences, line->row.sentence);
  const HeedLink *now =
    heed_gold_find (links, line->row.link.source, line->row.link.target);
  g_autofree char *text = heed_gold_file_dup_line (self, i);
  g_autofree char *rewritten = NULL;

  if (now == NULL)
    return;

  rewritten = now->possible == line->row.link.possible
              ? g_strdup (text) : heed_gold_row_rewrite (text, now->possible);
  g_string_append (out, rewritten);
  append_end (self, line, out);
}

/* Begins a new line, also after a last line without a line end. */
static void
begin_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n' &&
      !g_str_has_suffix (out->str, HEED_GOLD_BYTE_ORDER_MARK))
    g_string_append_c (out, '\n');
}

static void
write_new_rows (HeedGoldFile *self,
                guint         sentence,
                const char   *like,
                GString      *out)
{
  const HeedAlignment *links = g_ptr_array_index (self->sentences, sentence);
  const HeedAlignment *original = g_ptr_array_index (self->originals, sentence);

  for (guint i = 0; i < links->n_links; i++)
    if (heed_gold_find (original, links->links[i].source, links->links[i].target) == NULL)
      {
        g_autofree char *row = heed_gold_row_new_like (like, sentence, &links->links[i]);

        begin_line (out);
        g_string_append (out, row);
        g_string_append (out, g_str_has_suffix (like, "\r") ? "\r\n" : "\n");
      }
}

/* Returns, for each sentence, the index of the line after which its new rows are written: the last
 * row of it or of an earlier sentence; -1 for the beginning of the file. */
static int *
find_last_rows (HeedGoldFile *self)
{
  int *last = g_new (int, self->sentences->len + 1);

  for (guint i = 0; i < self->sentences->len; i++)
    last[i] = -1;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);

      if (line->is_row)
        last[line->row.sentence] = (int) i;
    }

  for (guint i = 1; i < self->sentences->len; i++)
    if (last[i] < 0)
      last[i] = last[i - 1];

  return last;
}

static int
compare_last (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const guint *left = a;
  const guint *right = b;
  const int *last = user_data;

  if (last[*left] != last[*right])
    return last[*left] < last[*right] ? -1 : 1;

  return *left < *right ? -1 : *left > *right;
}

/* The changed sentences in the order in which their new rows are written. */
static GArray *
order_changed (HeedGoldFile *self,
               int          *last)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint sentence = GPOINTER_TO_UINT (key);

      g_array_append_val (order, sentence);
    }
  g_array_sort_with_data (order, compare_last, last);

  return order;
}

static void
write_rows (HeedGoldFile *self,
            GString      *out)
{
  g_autofree int *last = find_last_rows (self);
  g_autoptr(GArray) order = order_changed (self, last);
  guint next = 0;

  for (int i = -1; i < (int) self->lines->len; i++)
    {
      const HeedGoldFileLine *line =
        i >= 0 ? &g_array_index (self->lines, HeedGoldFileLine, i) : NULL;

      if (line != NULL && line->is_row && !line->row.is_null &&
          heed_gold_file_is_changed (self, line->row.sentence))
        write_row (self, (guint) i, out);
      else if (line != NULL)
        append_as_it_was (self, line, out);

      for (; next < order->len && last[g_array_index (order, guint, next)] <= i; next++)
        {
          g_autofree char *like = heed_gold_file_dup_line (self, (guint) MAX (i, 0));

          write_new_rows (self, g_array_index (order, guint, next), like, out);
        }
    }
}

GString *
heed_gold_file_write (HeedGoldFile *self)
{
  GString *out = g_string_sized_new (self->n_bytes + 256);

  if (g_str_has_prefix (self->bytes, HEED_GOLD_BYTE_ORDER_MARK))
    g_string_append (out, HEED_GOLD_BYTE_ORDER_MARK);
  if (self->form == HEED_GOLD_AS_ROWS)
    write_rows (self, out);
  else
    write_lines (self, out);

  return out;
}
