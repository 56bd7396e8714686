/* running-text.c — two sentences as text, in which linked words light up
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who reads a translation wants to see where a word comes from without leaving
 * the text. Special tokens are part of it here, because they may have most of
 * the mass.
 */

#include "ui/running-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/ribbons-drawing.h"
#include "ui/shapes.h"
#include "ui/token-keys.h"
#include "ui/token-label.h"
#include "ui/token-text.h"
#include "ui/widget-colors.h"

#define NATURAL_WIDTH_PX 480
#define MARGIN_PX        14
#define GAP_PX           18    /* between the two */
#define LINE_SPACING     1.75  /* room for the weights above the words */
#define NUMBER_SCALE     0.72

/* How strong the mark of a partner is, by its weight. */
#define MARK_LEAST       0.10
#define MARK_MORE        0.55

/* One of the two sentences. */
typedef struct {
  HeedTokenText *text;    /* never NULL */
  PangoLayout   *layout;  /* NULL until it is needed */
  double         y;       /* px, where the text begins, as of the last allocation */
} Block;

enum {
  SOURCE,
  TARGET,
  N_BLOCKS
};

/**
 * HeedRunningText:
 *
 * The word under the pointer, or where the keyboard is, lights its partners in
 * the other sentence, with their weights: where it looked, or who looked at it.
 *
 * ## Keyboard
 *
 * Left and Right go from word to word, Home and End to the first and the last, Up
 * and Down to the other sentence.
 *
 * ## CSS nodes
 *
 * One node named `runningtext`, in the colours of a heatmap.
 *
 * ## Accessibility
 *
 * Role `img`. The label says with whom the word is linked most, the description
 * is both sentences.
 */
struct _HeedRunningText
{
  GtkWidget           parent_instance;

  HeedHeatmapPicture *picture;  /* of labels and weights; it is not drawn */
  Block               blocks[N_BLOCKS];
  HeedAttentionKind   kind;
  HeedHeatmapStyle    style;
  HeedTokenFocus      focus;
};

enum {
  SIGNAL_CELL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedRunningText, heed_running_text, GTK_TYPE_WIDGET)

/* --- Where things are --- */

static const char *
get_caption (HeedRunningText *self,
             guint            block)
{
  switch (self->kind)
    {
    case HEED_ATTENTION_ENCODER_SELF:
      return block == SOURCE ? _("Source, looked at") : _("Source, looking");

    case HEED_ATTENTION_DECODER_SELF:
      return block == SOURCE ? _("Translation, looked at") : _("Translation, looking");

    case HEED_ATTENTION_CROSS:
      break;
    }

  return block == SOURCE ? _("Source") : _("Translation");
}

static PangoLayout *
ensure_layout (HeedRunningText *self,
               guint            index)
{
  Block *block = &self->blocks[index];
  PangoAttrList *attributes;

  if (block->layout != NULL)
    return block->layout;

  attributes = heed_token_label_new_attributes (block->text->text);
  block->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), block->text->text);
  pango_layout_set_wrap (block->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (block->layout, LINE_SPACING);
  pango_layout_set_attributes (block->layout, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);

  return block->layout;
}

static double
measure_caption (HeedRunningText *self)
{
  g_autoptr(PangoLayout) text =
    heed_heatmap_picture_get_label_layout (self->picture, get_caption (self, SOURCE), FALSE);
  int height;

  pango_layout_get_pixel_size (text, NULL, &height);

  return height;
}

/* Breaks both texts to @width and says where they are; px.
 *
 * Returns: the height of all
 */
static int
place_blocks (HeedRunningText *self,
              int              width)
{
  double y = MARGIN_PX;

  for (guint i = 0; i < N_BLOCKS; i++)
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

static HeedPlace
find (HeedRunningText *self,
      double           x,
      double           y)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      int byte, trailing, index;

      if (!pango_layout_xy_to_index (ensure_layout (self, i),
                                     (int) ((x - MARGIN_PX) * PANGO_SCALE),
                                     (int) ((y - self->blocks[i].y) * PANGO_SCALE),
                                     &byte, &trailing))
        continue;

      index = heed_token_text_find (self->blocks[i].text, (guint) byte);
      if (index >= 0)
        return (HeedPlace) { i == TARGET, index };
    }

  return (HeedPlace) { FALSE, -1 };
}

/* --- Drawing --- */

static void
draw_number (HeedRunningText *self,
             cairo_t         *cr,
             const Block     *block,
             HeedPartner      partner)
{
  g_autofree char *weight = heed_number_format_share (partner.weight);
  g_autoptr(PangoLayout) text =
    heed_heatmap_picture_get_label_layout (self->picture, weight, FALSE);
  PangoRectangle at;
  int width, height;

  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &width, &height);
  pango_layout_index_to_pos (block->layout, (int) block->text->starts[partner.index], &at);

  cairo_save (cr);
  cairo_translate (cr, (double) at.x / PANGO_SCALE,
                   (double) at.y / PANGO_SCALE - height * NUMBER_SCALE);
  cairo_scale (cr, NUMBER_SCALE, NUMBER_SCALE);
  pango_cairo_show_layout (cr, text);
  cairo_restore (cr);
}

static void
draw_marks (HeedRunningText         *self,
            cairo_t                 *cr,
            guint                    index,
            const HeedHeatmapColors *colors,
            GArray                  *partners)
{
  const Block *block = &self->blocks[index];
  HeedPlace focus = heed_running_text_get_focus (self);

  if (focus.is_row == (index == TARGET) && focus.index >= 0 &&
      focus.index < (int) block->text->n_tokens)
    {
      heed_token_text_add_marks (block->text, block->layout, (guint) focus.index, cr);
      heed_shapes_set_color (cr, colors->mark);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }

  for (guint i = 0; i < partners->len && focus.is_row != (index == TARGET); i++)
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
      draw_number (self, cr, block, partner);
    }
}

static void
draw_block (HeedRunningText         *self,
            cairo_t                 *cr,
            guint                    index,
            const HeedHeatmapColors *colors,
            GArray                  *partners)
{
  const Block *block = &self->blocks[index];
  g_autoptr(PangoLayout) caption =
    heed_heatmap_picture_get_label_layout (self->picture, get_caption (self, index), FALSE);

  cairo_save (cr);
  cairo_translate (cr, MARGIN_PX, block->y);
  heed_shapes_set_color (cr, colors->muted);
  cairo_move_to (cr, 0.0, -measure_caption (self) * LINE_SPACING);
  pango_layout_set_width (caption, -1);
  pango_cairo_show_layout (cr, caption);

  draw_marks (self, cr, index, colors, partners);
  heed_shapes_set_color (cr, colors->text);
  cairo_move_to (cr, 0.0, 0.0);
  pango_cairo_show_layout (cr, block->layout);
  cairo_restore (cr);
}

static GArray *
find_partners (HeedRunningText *self)
{
  HeedMatrix *weights = heed_heatmap_picture_get_matrix (self->picture);

  if (weights == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HeedPartner));

  return heed_partners_find (weights, heed_running_text_get_focus (self),
                             MAX (self->style.shading.threshold, HEED_RIBBONS_LEAST));
}

static void
heed_running_text_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  HeedRunningText *self = HEED_RUNNING_TEXT (widget);
  HeedHeatmapColors colors = heed_widget_colors_get (widget);
  g_autoptr(GArray) partners = find_partners (self);
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                   (float) gtk_widget_get_height (widget)));

  place_blocks (self, gtk_widget_get_width (widget));
  for (guint i = 0; i < N_BLOCKS; i++)
    draw_block (self, cr, i, &colors, partners);

  cairo_destroy (cr);
}

static GtkSizeRequestMode
heed_running_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_running_text_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = NATURAL_WIDTH_PX / 4;
      *natural = NATURAL_WIDTH_PX;
    }
  else
    *minimum = *natural =
      place_blocks (HEED_RUNNING_TEXT (widget), for_size > 0 ? for_size : NATURAL_WIDTH_PX);
}

static void
drop_layouts (HeedRunningText *self)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    g_clear_object (&self->blocks[i].layout);

  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
heed_running_text_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_running_text_parent_class)->css_changed (widget, change);

  drop_layouts (HEED_RUNNING_TEXT (widget));
}

static void
heed_running_text_finalize (GObject *object)
{
  HeedRunningText *self = HEED_RUNNING_TEXT (object);

  heed_heatmap_picture_free (self->picture);
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      heed_token_text_free (self->blocks[i].text);
      g_clear_object (&self->blocks[i].layout);
    }

  G_OBJECT_CLASS (heed_running_text_parent_class)->finalize (object);
}

static void
show (HeedRunningText *self)
{
  g_autofree char *label =
    heed_partners_new_text (self->picture, heed_token_focus_get (&self->focus));
  g_autofree char *description =
    g_strconcat (self->blocks[SOURCE].text->text, "\n", self->blocks[TARGET].text->text, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Pointer and keyboard --- */

static void
motion_cb (HeedRunningText *self,
           double           x,
           double           y)
{
  if (heed_token_focus_hover (&self->focus, find (self, x, y)))
    show (self);
}

static void
leave_cb (HeedRunningText *self)
{
  if (heed_token_focus_hover (&self->focus, (HeedPlace) { FALSE, -1 }))
    show (self);
}

/* Selects, and tells that it was the person. */
static void
choose (HeedRunningText *self,
        HeedPlace        place)
{
  heed_token_focus_choose (&self->focus, place);
  show (self);
  g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, self->focus.selected_row,
                 self->focus.selected_column);
}

static void
pressed_cb (HeedRunningText *self,
            int              n_press,
            double           x,
            double           y)
{
  HeedPlace place;

  gtk_widget_grab_focus (GTK_WIDGET (self));

  place = find (self, x, y);
  if (place.index >= 0)
    choose (self, place);
}

static const HeedTokenFocus *
get_token_focus (GtkWidget *widget)
{
  return &HEED_RUNNING_TEXT (widget)->focus;
}

static const HeedMatrix *
get_weights (GtkWidget *widget)
{
  return heed_heatmap_picture_get_matrix (HEED_RUNNING_TEXT (widget)->picture);
}

static void
choose_cb (GtkWidget *widget,
           HeedPlace  place)
{
  choose (HEED_RUNNING_TEXT (widget), place);
}

static const HeedTokenKeys keys = {
  .along = GTK_ORIENTATION_HORIZONTAL,
  .get_focus = get_token_focus,
  .get_weights = get_weights,
  .choose = choose_cb,
};

/* --- The object --- */

static void
heed_running_text_class_init (HeedRunningTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_running_text_finalize;

  widget_class->css_changed = heed_running_text_css_changed;
  widget_class->get_request_mode = heed_running_text_get_request_mode;
  widget_class->measure = heed_running_text_measure;
  widget_class->snapshot = heed_running_text_snapshot;

  /**
   * HeedRunningText::cell-selected:
   * @row: from 0; -1 is none
   * @column: from 0; -1 is none
   *
   * The person chose a word of either sentence. It is selected already.
   */
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", HEED_TYPE_RUNNING_TEXT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  heed_token_keys_add (widget_class, &keys);
  gtk_widget_class_set_css_name (widget_class, "runningtext");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_running_text_init (HeedRunningText *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->picture = heed_heatmap_picture_new (gtk_widget_get_pango_context (widget));
  for (guint i = 0; i < N_BLOCKS; i++)
    self->blocks[i].text = heed_token_text_new (NULL, 0, HEED_TOKEN_TEXT_ALL);
  heed_token_focus_init (&self->focus);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (widget, TRUE);
  show (self);
}

GtkWidget *
heed_running_text_new (void)
{
  return g_object_new (HEED_TYPE_RUNNING_TEXT, NULL);
}

static void
set_tokens (HeedRunningText *self,
            guint            index,
            const HeedToken *tokens,
            guint            n_tokens)
{
  Block *block = &self->blocks[index];
  HeedTokenText *text = heed_token_text_new (tokens, n_tokens, HEED_TOKEN_TEXT_ALL);
  gboolean is_other = !g_str_equal (text->text, block->text->text);

  heed_token_text_free (block->text);
  block->text = text;
  if (is_other)
    drop_layouts (self);

  show (self);
}

/**
 * heed_running_text_set_source:
 * @tokens: (array length=n_tokens): what is looked at; copied
 */
void
heed_running_text_set_source (HeedRunningText *self,
                              const HeedToken *tokens,
                              guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  labels = heed_token_label_new_list (tokens, n_tokens);
  heed_heatmap_picture_set_column_labels (self->picture, (const char *const *) labels, n_tokens);
  set_tokens (self, SOURCE, tokens, n_tokens);
}

/**
 * heed_running_text_set_target:
 * @tokens: (array length=n_tokens): who looks; copied
 */
void
heed_running_text_set_target (HeedRunningText *self,
                              const HeedToken *tokens,
                              guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  labels = heed_token_label_new_list (tokens, n_tokens);
  heed_heatmap_picture_set_row_labels (self->picture, (const char *const *) labels, n_tokens);
  set_tokens (self, TARGET, tokens, n_tokens);
}

/**
 * heed_running_text_set_matrix:
 * @matrix: (nullable): how much each looks at each, [0, 1]
 */
void
heed_running_text_set_matrix (HeedRunningText *self,
                              HeedMatrix      *matrix)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  heed_heatmap_picture_set_matrix (self->picture, matrix);
  show (self);
}

/**
 * heed_running_text_set_kind:
 * @kind: who looks at whom
 */
void
heed_running_text_set_kind (HeedRunningText   *self,
                            HeedAttentionKind  kind)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  self->kind = kind;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_running_text_set_style:
 * @style: which partners are lit
 */
void
heed_running_text_set_style (HeedRunningText        *self,
                             const HeedHeatmapStyle *style)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));
  g_return_if_fail (style != NULL);

  self->style = *style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_running_text_select:
 * @row: from 0; -1 is none
 * @column: from 0; -1 is none
 */
void
heed_running_text_select (HeedRunningText *self,
                          int              row,
                          int              column)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));
  g_return_if_fail (row >= -1 && column >= -1);

  if (heed_token_focus_select (&self->focus, row, column))
    show (self);
}

/**
 * heed_running_text_get_focus:
 *
 * Returns: the word whose partners are lit
 */
HeedPlace
heed_running_text_get_focus (HeedRunningText *self)
{
  g_return_val_if_fail (HEED_IS_RUNNING_TEXT (self), ((HeedPlace) { FALSE, -1 }));

  return heed_token_focus_get (&self->focus);
}
