/* token-text.c — tokens joined to a text, with the position of each token in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text consists of the labels of the tokens, joined where no word begins. A space belongs to
 * neither of its neighbours: it lies before the start of the second.
 */

#include "ui/token-text.h"

#include "ui/shapes.h"
#include "ui/token-label.h"

#define MARK_PADDING_PX 2.0
#define MARK_CORNER_PX  4.0

/**
 * heed_token_text_new:
 * @tokens: (array length=n_tokens): copied
 * @shown: index of the one special token or bare space that is shown; or %HEED_TOKEN_TEXT_ALL or
 *   %HEED_TOKEN_TEXT_NONE
 *
 * Returns: (transfer full): the text
 */
HeedTokenText *
heed_token_text_new (const HeedToken *tokens,
                     guint            n_tokens,
                     int              shown)
{
  HeedTokenText *self = g_new0 (HeedTokenText, 1);
  GString *text = g_string_new (NULL);

  self->n_tokens = n_tokens;
  self->starts = g_new0 (guint, n_tokens);
  self->ends = g_new0 (guint, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      gboolean is_space = heed_token_label_is_space (&tokens[i]);
      gboolean is_shown = (int) i == shown || (!tokens[i].is_special && !is_space) ||
                          (tokens[i].is_special && shown == HEED_TOKEN_TEXT_ALL);
      gboolean begins =
        tokens[i].is_special || (tokens[i].starts_word && (i == 0 || !tokens[i - 1].goes_on));
      g_autofree char *label = heed_token_label_new (&tokens[i]);

      if (text->len > 0 && begins && (is_shown || is_space))
        g_string_append_c (text, ' ');

      self->starts[i] = (guint) text->len;
      if (is_shown)
        g_string_append (text, label);
      self->ends[i] = (guint) text->len;
    }

  self->text = g_string_free (text, FALSE);

  return self;
}

void
heed_token_text_free (HeedTokenText *text)
{
  g_free (text->text);
  g_free (text->starts);
  g_free (text->ends);
  g_free (text);
}

/**
 * heed_token_text_find:
 * @byte: a byte offset in the text
 *
 * Returns: the token at that offset; -1 is none
 */
int
heed_token_text_find (const HeedTokenText *text,
                      guint                byte)
{
  for (guint i = 0; i < text->n_tokens; i++)
    if (byte >= text->starts[i] && byte < text->ends[i])
      return (int) i;

  return -1;
}

static void
add_line_marks (cairo_t              *cr,
                PangoLayoutLine      *line,
                const PangoRectangle *logical,
                int                   start,
                int                   end)
{
  g_autofree int *ranges = NULL;
  int n_ranges;

  if (end <= line->start_index || start >= line->start_index + line->length)
    return;

  pango_layout_line_get_x_ranges (line, MAX (start, line->start_index),
                                  MIN (end, line->start_index + line->length),
                                  &ranges, &n_ranges);

  for (int i = 0; i < n_ranges; i++)
    heed_shapes_add_round_rectangle (
      cr, (double) ranges[2 * i] / PANGO_SCALE - MARK_PADDING_PX,
      (double) logical->y / PANGO_SCALE,
      (double) (ranges[2 * i + 1] - ranges[2 * i]) / PANGO_SCALE + 2 * MARK_PADDING_PX,
      (double) logical->height / PANGO_SCALE, MARK_CORNER_PX);
}

/**
 * heed_token_text_add_marks:
 * @layout: a layout of this text
 * @index: index of a token
 * @cr: outlines around the token are added to its path; the layout starts at (0, 0)
 *
 * A token may be broken across lines; each part gets a mark.
 */
void
heed_token_text_add_marks (const HeedTokenText *text,
                           PangoLayout         *layout,
                           guint                index,
                           cairo_t             *cr)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      add_line_marks (cr, pango_layout_iter_get_line_readonly (iter), &logical,
                      (int) text->starts[index], (int) text->ends[index]);
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}
