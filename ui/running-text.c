/* running-text.c — two sentences as text, with linked words highlighted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lets a reader of a translation see where a word comes from without leaving the text. Special
 * tokens are part of the text here, because they may have most of the weight.
 */

#include "ui/running-text.h"


#include "ui/sentences-drawing.h"
#include "ui/token-focus.h"
#include "ui/token-keys.h"
#include "ui/widget-colors.h"

#define NATURAL_WIDTH_PX 480

/**
 * HeedRunningText:
 *
 * The word under the pointer, or at the keyboard focus, highlights its partners in the other
 * sentence, with their weights: the tokens it attends to, or those that attend to it.
 *
 * ## Keyboard
 *
 * Left and Right move from word to word, Home and End to the first and the last, Up and Down to the
 * other sentence.
 *
 * ## CSS nodes
 *
 * One node named `runningtext`, with the colours of a heatmap.
 *
 * ## Accessibility
 *
 * Role `img`. The label gives the heaviest links of the focused word, the description both
 * sentences.
 */
struct _HeedRunningText
{
  GtkWidget           parent_instance;

  HeedSentences       sentences;
  HeedHeatmapStyle    style;
  HeedTokenFocus      focus;
};

enum {
  SIGNAL_CELL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedRunningText, heed_running_text, GTK_TYPE_WIDGET)

/* --- Drawing --- */

static void
heed_running_text_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  HeedRunningText *self = HEED_RUNNING_TEXT (widget);
  HeedHeatmapColors colors = heed_widget_colors_get (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                   (float) gtk_widget_get_height (widget)));

  self->sentences.focus = heed_running_text_get_focus (self);
  self->sentences.least = self->style.shading.threshold;
  heed_sentences_draw (&self->sentences, cr, gtk_widget_get_width (widget), &colors);
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
      heed_sentences_place (&HEED_RUNNING_TEXT (widget)->sentences,
                            for_size > 0 ? for_size : NATURAL_WIDTH_PX);
}

static void
drop_layouts (HeedRunningText *self)
{
  heed_sentences_drop_layouts (&self->sentences);
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

  heed_sentences_clear (&self->sentences);

  G_OBJECT_CLASS (heed_running_text_parent_class)->finalize (object);
}

static void
show (HeedRunningText *self)
{
  g_autofree char *label =
    heed_partners_new_text (self->sentences.picture, heed_token_focus_get (&self->focus));
  g_autofree char *description =
    g_strconcat (self->sentences.blocks[HEED_SENTENCE_SOURCE].text->text, "\n",
                 self->sentences.blocks[HEED_SENTENCE_TARGET].text->text, NULL);

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
  if (heed_token_focus_hover (&self->focus, heed_sentences_find (&self->sentences, x, y)))
    show (self);
}

static void
leave_cb (HeedRunningText *self)
{
  if (heed_token_focus_hover (&self->focus, (HeedPlace) { FALSE, -1 }))
    show (self);
}

/* Selects a token, and emits that the user did so. */
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

  place = heed_sentences_find (&self->sentences, x, y);
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
  return heed_heatmap_picture_get_matrix (HEED_RUNNING_TEXT (widget)->sentences.picture);
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
   * The user chose a word of either sentence. It is already selected.
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

  heed_sentences_init (&self->sentences, gtk_widget_get_pango_context (widget));
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

/**
 * heed_running_text_set_source:
 * @tokens: (array length=n_tokens): the key tokens; copied
 */
void
heed_running_text_set_source (HeedRunningText *self,
                              const HeedToken *tokens,
                              guint            n_tokens)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  if (heed_sentences_set_tokens (&self->sentences, HEED_SENTENCE_SOURCE, tokens, n_tokens))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  show (self);
}

/**
 * heed_running_text_set_target:
 * @tokens: (array length=n_tokens): the query tokens; copied
 */
void
heed_running_text_set_target (HeedRunningText *self,
                              const HeedToken *tokens,
                              guint            n_tokens)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  if (heed_sentences_set_tokens (&self->sentences, HEED_SENTENCE_TARGET, tokens, n_tokens))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  show (self);
}

/**
 * heed_running_text_set_matrix:
 * @matrix: (nullable): the weights, rows attending to columns, [0, 1]
 */
void
heed_running_text_set_matrix (HeedRunningText *self,
                              HeedMatrix      *matrix)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  heed_heatmap_picture_set_matrix (self->sentences.picture, matrix);
  show (self);
}

/**
 * heed_running_text_set_kind:
 * @kind: the kind of attention
 */
void
heed_running_text_set_kind (HeedRunningText   *self,
                            HeedAttentionKind  kind)
{
  g_return_if_fail (HEED_IS_RUNNING_TEXT (self));

  self->sentences.kind = kind;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_running_text_set_style:
 * @style: its threshold says which partners are highlighted
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
 * Returns: the word whose partners are highlighted
 */
HeedPlace
heed_running_text_get_focus (HeedRunningText *self)
{
  g_return_val_if_fail (HEED_IS_RUNNING_TEXT (self), ((HeedPlace) { FALSE, -1 }));

  return heed_token_focus_get (&self->focus);
}
