/* sentences-drawing.c — draws two sentences as text with linked words highlighted, on any surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sentences-drawing.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/label-room.h"
#include "ui/number-format.h"
#include "ui/ribbons-drawing.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"
#include "ui/token-label.h"

#define MARGIN_PX    14
#define GAP_PX       18    /* between the two sentences */
#define LINE_SPACING 1.75  /* room for the weights above the words */
#define NUMBER_SCALE 0.72
#define NUMBER_GAP   3.0   /* px, between two numbers */

/* Opacity of a partner's mark: MARK_LEAST + MARK_MORE * weight. */
#define MARK_LEAST   0.10
#define MARK_MORE    0.55

void
heed_sentences_init (HeedSentences *self,
                     PangoContext  *context)
{
  *self = (HeedSentences) { .context = g_object_ref (context),
                            .picture = heed_heatmap_picture_new (context),
                            .focus = { FALSE, -1 } };
  for (guint i = 0; i < HEED_N_SENTENCES; i++)
    self->blocks[i].text = heed_token_text_new (NULL, 0, HEED_TOKEN_TEXT_ALL);
}

void
heed_sentences_drop_layouts (HeedSentences *self)
{
  for (guint i = 0; i < HEED_N_SENTENCES; i++)
    g_clear_object (&self->blocks[i].layout);
}

void
heed_sentences_clear (HeedSentences *self)
{
  heed_sentences_drop_layouts (self);
  for (guint i = 0; i < HEED_N_SENTENCES; i++)
    heed_token_text_free (self->blocks[i].text);
  heed_heatmap_picture_free (self->picture);
  g_object_unref (self->context);
}

/**
 * heed_sentences_set_tokens:
 * @index: %HEED_SENTENCE_SOURCE for the key tokens, %HEED_SENTENCE_TARGET for the query tokens
 * @tokens: (array length=n_tokens): copied
 *
 * Returns: whether the text has changed
 */
gboolean
heed_sentences_set_tokens (HeedSentences   *self,
                           guint            index,
                           const HeedToken *tokens,
                           guint            n_tokens)
{
  HeedTokenText *text = heed_token_text_new (tokens, n_tokens, HEED_TOKEN_TEXT_ALL);
  g_auto(GStrv) list = heed_token_label_new_list (tokens, n_tokens);
  const char *const *labels = (const char *const *) list;
  HeedSentence *block = &self->blocks[index];
  gboolean is_other = !g_str_equal (text->text, block->text->text);

  if (index == HEED_SENTENCE_SOURCE)
    heed_heatmap_picture_set_column_labels (self->picture, labels, n_tokens);
  else
    heed_heatmap_picture_set_row_labels (self->picture, labels, n_tokens);

  heed_token_text_free (block->text);
  block->text = text;
  if (is_other)
    heed_sentences_drop_layouts (self);

  return is_other;
}

/* --- Where things are --- */

static const char *
get_caption (const HeedSentences *self,
             guint                block)
{
  switch (self->kind)
    {
    case HEED_ATTENTION_ENCODER_SELF:
      return block == HEED_SENTENCE_SOURCE ? _("Source, looked at") : _("Source, looking");

    case HEED_ATTENTION_DECODER_SELF:
      return block == HEED_SENTENCE_SOURCE ? _("Translation, looked at")
                                           : _("Translation, looking");

    case HEED_ATTENTION_CROSS:
      break;
    }

  return block == HEED_SENTENCE_SOURCE ? _("Source") : _("Translation");
}

static PangoLayout *
ensure_layout (HeedSentences *self,
               guint          index)
{
  HeedSentence *block = &self->blocks[index];
  PangoAttrList *attributes;

  if (block->layout != NULL)
    return block->layout;

  attributes = heed_token_label_new_attributes (block->text->text);
  block->layout = pango_layout_new (self->context);
  pango_layout_set_text (block->layout, block->text->text, -1);
  pango_layout_set_wrap (block->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (block->layout, LINE_SPACING);
  pango_layout_set_attributes (block->layout, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);

  return block->layout;
}

static double
measure_caption (HeedSentences *self)
{
  const char *caption = get_caption (self, HEED_SENTENCE_SOURCE);
  g_autoptr(PangoLayout) text =
    heed_heatmap_picture_get_label_layout (self->picture, caption, FALSE);
  int height;

  pango_layout_get_pixel_size (text, NULL, &height);

  return height;
}

/**
 * heed_sentences_place:
 * @width: px, of both sentences
 *
 * Wraps both texts to the width and stores their positions.
 *
 * Returns: the total height, px
 */
int
heed_sentences_place (HeedSentences *self,
                      int            width)
{
  double y = MARGIN_PX;

  for (guint i = 0; i < HEED_N_SENTENCES; i++)
    {
      PangoLayout *layout = ensure_layout (self, i);
      int height;

      pango_layout_set_width (layout, MAX (width - 2 * MARGIN_PX, 1) * PANGO_SCALE);
      pango_layout_get_pixel_size (layout, NULL, &height);
      y += measure_caption (self) * LINE_SPACING;
      self->blocks[i].y = y;
      y += height + GAP_PX;
    }

  return (int) ceil (y - GAP_PX + MARGIN_PX);
}

/**
 * heed_sentences_find:
 * @x: px, relative to the upper left corner of the drawing
 * @y: px
 *
 * Returns: the token at this position; -1: none
 */
HeedPlace
heed_sentences_find (const HeedSentences *self,
                     double               x,
                     double               y)
{
  for (guint i = 0; i < HEED_N_SENTENCES; i++)
    {
      int byte, trailing, index;

      if (self->blocks[i].layout == NULL ||
          !pango_layout_xy_to_index (self->blocks[i].layout,
                                     (int) ((x - MARGIN_PX) * PANGO_SCALE),
                                     (int) ((y - self->blocks[i].y) * PANGO_SCALE), &byte,
                                     &trailing))
        continue;

      index = heed_token_text_find (self->blocks[i].text, (guint) byte);
      if (index >= 0)
        return (HeedPlace) { i == HEED_SENTENCE_TARGET, index };
    }

  return (HeedPlace) { FALSE, -1 };
}

/* --- Drawing --- */

/* Draws a weight above its word. Above narrow words there may be room only for the heaviest. */
static void
draw_number (HeedSentences      *self,
             cairo_t            *cr,
             const HeedSentence *block,
             HeedPartner         partner,
             GArray             *taken)
{
  g_autofree char *weight = heed_number_format_share (partner.weight);
  g_autoptr(PangoLayout) text =
    heed_heatmap_picture_get_label_layout (self->picture, weight, FALSE);
  PangoRectangle at;
  int width, height;
  double x, y;

  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &width, &height);
  pango_layout_index_to_pos (block->layout, (int) block->text->starts[partner.index], &at);

  /* Right-to-left text starts at its right end. */
  x = (double) at.x / PANGO_SCALE - (at.width < 0 ? width * NUMBER_SCALE : 0.0);
  y = (double) at.y / PANGO_SCALE - height * NUMBER_SCALE;
  if (!heed_label_room_take (taken, (HeedStretch) { x, x + width * NUMBER_SCALE, y },
                             NUMBER_GAP))
    return;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, NUMBER_SCALE, NUMBER_SCALE);
  heed_text_show (cr, text);
  cairo_restore (cr);
}

static void
draw_marks (HeedSentences           *self,
            cairo_t                 *cr,
            guint                    index,
            const HeedHeatmapColors *colors,
            GArray                  *partners)
{
  const HeedSentence *block = &self->blocks[index];
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (HeedStretch));
  HeedPlace focus = self->focus;

  if (focus.is_row == (index == HEED_SENTENCE_TARGET) && focus.index >= 0 &&
      focus.index < (int) block->text->n_tokens)
    {
      heed_token_text_add_marks (block->text, block->layout, (guint) focus.index, cr);
      heed_shapes_set_color (cr, colors->mark);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }

  for (guint i = 0; i < partners->len && focus.is_row != (index == HEED_SENTENCE_TARGET); i++)
    {
      HeedPartner partner = g_array_index (partners, HeedPartner, i);

      if (partner.index >= block->text->n_tokens ||
          block->text->starts[partner.index] == block->text->ends[partner.index])
        continue;

      heed_token_text_add_marks (block->text, block->layout, partner.index, cr);
      cairo_set_source_rgba (cr, colors->strong.red, colors->strong.green, colors->strong.blue,
                             MARK_LEAST + MARK_MORE * partner.weight);
      cairo_fill (cr);
      heed_shapes_set_color (cr, colors->text);
      draw_number (self, cr, block, partner, taken);
    }
}

static void
draw_block (HeedSentences           *self,
            cairo_t                 *cr,
            guint                    index,
            const HeedHeatmapColors *colors,
            GArray                  *partners)
{
  const HeedSentence *block = &self->blocks[index];
  g_autoptr(PangoLayout) caption =
    heed_heatmap_picture_get_label_layout (self->picture, get_caption (self, index), FALSE);

  cairo_save (cr);
  cairo_translate (cr, MARGIN_PX, block->y);
  heed_shapes_set_color (cr, colors->muted);
  cairo_move_to (cr, 0.0, -measure_caption (self) * LINE_SPACING);
  pango_layout_set_width (caption, -1);
  heed_text_show (cr, caption);

  draw_marks (self, cr, index, colors, partners);
  heed_shapes_set_color (cr, colors->text);
  cairo_move_to (cr, 0.0, 0.0);
  heed_text_show (cr, block->layout);
  cairo_restore (cr);
}

static GArray *
find_partners (HeedSentences *self)
{
  HeedMatrix *weights = heed_heatmap_picture_get_matrix (self->picture);

  if (weights == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HeedPartner));

  return heed_partners_find (weights, self->focus, MAX (self->least, HEED_RIBBONS_LEAST));
}

/**
 * heed_sentences_draw:
 * @cr: the context to draw on, with any surface
 * @width: px
 * @colors: the colours of a heatmap
 */
void
heed_sentences_draw (HeedSentences           *self,
                     cairo_t                 *cr,
                     int                      width,
                     const HeedHeatmapColors *colors)
{
  g_autoptr(GArray) partners = find_partners (self);

  heed_sentences_place (self, width);
  for (guint i = 0; i < HEED_N_SENTENCES; i++)
    draw_block (self, cr, i, colors, partners);
}
