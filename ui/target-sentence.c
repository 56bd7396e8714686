/* target-sentence.c — the target text with one token marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text consists of the labels of the tokens, joined where no word begins. Special tokens have
 * no text; one appears only while it is selected. A long text is cut off after a few lines and
 * scrolled so that the selected token is visible.
 */

#include "ui/target-sentence.h"

#include "ui/shapes.h"
#include "ui/style.h"
#include "ui/token-label.h"
#include "ui/token-text.h"

#define NATURAL_WIDTH_PX  320
#define MAX_LINES         3
#define MARK_PADDING_PX   2.0

/**
 * HeedTargetSentence:
 *
 * Shows the translation so far.
 *
 * ## Keyboard
 *
 * Left and Right move to the previous and next token, Home and End to the first and last.
 *
 * ## CSS nodes
 *
 * One node named `targetsentence`.
 *
 * ## Accessibility
 *
 * Role `label`; its label is the text, its description the selected token.
 */
struct _HeedTargetSentence
{
  GtkWidget    parent_instance;

  HeedToken     *tokens;    /* n_tokens of them; texts are owned */
  guint          n_tokens;

  HeedTokenText *text;      /* text of the tokens; never NULL */
  PangoLayout   *layout;    /* NULL until needed */
  int            line_width; /* width of the whole text on one line, px; valid with layout */

  int            selected;  /* -1 is none */
  guint          n_played;
};

enum {
  PROP_0,
  PROP_SELECTED,
  PROP_N_PLAYED,
  N_PROPS
};

enum {
  SIGNAL_TOKEN_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTargetSentence, heed_target_sentence, GTK_TYPE_WIDGET)

static void
join_tokens (HeedTargetSentence *self)
{
  g_clear_pointer (&self->text, heed_token_text_free);
  self->text = heed_token_text_new (self->tokens, self->n_tokens, self->selected);
  g_clear_object (&self->layout);
}

static void
add_attribute (PangoAttrList  *attributes,
               PangoAttribute *attribute,
               guint           start,
               guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

/* Uses a colour without alpha, because Pango 1.50 applies the alpha of the last run drawn to the
 * following labels of the window. */
static PangoAttribute *
new_dim_attribute (HeedTargetSentence *self)
{
  HeedColor muted = heed_style_lookup (GTK_WIDGET (self), "heed_muted");

  return pango_attr_foreground_new ((guint16) (muted.red * G_MAXUINT16),
                                    (guint16) (muted.green * G_MAXUINT16),
                                    (guint16) (muted.blue * G_MAXUINT16));
}

static PangoAttrList *
new_attributes (HeedTargetSentence *self)
{
  PangoAttrList *attributes = heed_token_label_new_attributes (self->text->text);

  if (attributes == NULL)
    attributes = pango_attr_list_new ();

  if (self->n_played < self->n_tokens)
    add_attribute (attributes, new_dim_attribute (self), self->text->starts[self->n_played],
                   G_MAXUINT);

  if (self->selected >= 0)
    add_attribute (attributes,
                   pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                   self->text->starts[self->selected], self->text->ends[self->selected]);

  return attributes;
}

static PangoLayout *
ensure_layout (HeedTargetSentence *self)
{
  PangoAttrList *attributes;

  if (self->layout != NULL)
    return self->layout;

  attributes = new_attributes (self);
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text->text);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (self->layout, &self->line_width, NULL);

  return self->layout;
}

/* Wraps the text to width, px; -1 is one line. Pango shapes the whole text again for another width,
 * and a widget is measured for several widths, so a text that fits is not wrapped, unless it is
 * right-to-left and must start at the right edge. */
static PangoLayout *
break_lines (HeedTargetSentence *self,
             int                 width)
{
  PangoLayout *layout = ensure_layout (self);
  gboolean fits =
    width >= self->line_width && pango_layout_get_direction (layout, 0) != PANGO_DIRECTION_RTL;

  pango_layout_set_width (layout, width < 0 || fits ? -1 : width * PANGO_SCALE);

  return layout;
}

/* The height of the text, but of at most MAX_LINES lines, px. */
static int
measure_height (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int n_lines = 1;
  int bottom;

  while (n_lines < MAX_LINES && pango_layout_iter_next_line (iter))
    n_lines++;

  pango_layout_iter_get_line_yrange (iter, NULL, &bottom);
  pango_layout_iter_free (iter);

  return PANGO_PIXELS_CEIL (bottom);
}

/* How far the text is scrolled so that the selected token is visible, px. */
static double
get_scroll (HeedTargetSentence *self)
{
  PangoLayout *layout = ensure_layout (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  PangoRectangle at;
  int text_height;

  pango_layout_get_pixel_size (layout, NULL, &text_height);

  if (text_height <= height || self->selected < 0)
    return 0.0;

  pango_layout_index_to_pos (layout, (int) self->text->starts[self->selected], &at);

  return CLAMP (PANGO_PIXELS (at.y + at.height) - height, 0, text_height - height);
}

static void
heed_target_sentence_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  HeedTargetSentence *self = HEED_TARGET_SENTENCE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  HeedColor color = heed_style_get_color (widget);
  PangoLayout *layout;
  cairo_t *cr;

  if (self->n_tokens == 0)
    return;

  layout = break_lines (self, width);

  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (-MARK_PADDING_PX, 0, width + 2 * MARK_PADDING_PX, height));
  cairo_translate (cr, 0.0, -get_scroll (self));

  if (self->selected >= 0)
    {
      HeedColor mark = heed_style_lookup (widget, "heed_accent_tint");

      heed_token_text_add_marks (self->text, layout, (guint) self->selected, cr);
      heed_shapes_set_color (cr, mark);
      cairo_fill (cr);
    }

  heed_shapes_set_color (cr, color);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
heed_target_sentence_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_target_sentence_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  HeedTargetSentence *self = HEED_TARGET_SENTENCE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      ensure_layout (self);
      *minimum = MIN (self->line_width, NATURAL_WIDTH_PX / 4);
      *natural = MIN (self->line_width, NATURAL_WIDTH_PX);
    }
  else
    {
      *minimum = *natural = measure_height (break_lines (self, for_size));
    }
}

static void
describe (HeedTargetSentence *self)
{
  g_autofree char *selected =
    self->selected >= 0 ? heed_token_label_new (&self->tokens[self->selected]) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->text->text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, selected,
                                  -1);
}

static void
activate (HeedTargetSentence *self,
          guint               index)
{
  heed_target_sentence_set_selected (self, (int) index);
  g_signal_emit (self, signals[SIGNAL_TOKEN_ACTIVATED], 0, index);
}

static void
pressed_cb (HeedTargetSentence *self,
            int                 n_press,
            double              x,
            double              y)
{
  int index = heed_target_sentence_find_token (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (index >= 0)
    activate (self, (guint) index);
}

static gboolean
move_selection_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  HeedTargetSentence *self = HEED_TARGET_SENTENCE (widget);
  int last = (int) self->n_tokens - 1;
  int by = g_variant_get_int32 (arguments);

  if (last < 0)
    return FALSE;

  activate (self, (guint) CLAMP (self->selected + CLAMP (by, -last - 1, last + 1), 0, last));

  return TRUE;
}

static void
heed_target_sentence_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_target_sentence_parent_class)->css_changed (widget, change);

  g_clear_object (&HEED_TARGET_SENTENCE (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
clear_tokens (HeedTargetSentence *self)
{
  for (guint i = 0; i < self->n_tokens; i++)
    g_free ((char *) self->tokens[i].text);

  g_clear_pointer (&self->tokens, g_free);
  self->n_tokens = 0;
}

static void
heed_target_sentence_finalize (GObject *object)
{
  HeedTargetSentence *self = HEED_TARGET_SENTENCE (object);

  clear_tokens (self);
  g_clear_pointer (&self->text, heed_token_text_free);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (heed_target_sentence_parent_class)->finalize (object);
}

static void
heed_target_sentence_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  HeedTargetSentence *self = HEED_TARGET_SENTENCE (object);

  switch (property_id)
    {
    case PROP_SELECTED:
      g_value_set_int (value, self->selected);
      break;

    case PROP_N_PLAYED:
      g_value_set_uint (value, self->n_played);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_target_sentence_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  HeedTargetSentence *self = HEED_TARGET_SENTENCE (object);

  switch (property_id)
    {
    case PROP_SELECTED:
      heed_target_sentence_set_selected (self, g_value_get_int (value));
      break;

    case PROP_N_PLAYED:
      heed_target_sentence_set_n_played (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_selection_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_selection_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_selection_cb, "i",
                                G_MININT / 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_selection_cb, "i", G_MAXINT / 2);
}

static void
heed_target_sentence_class_init (HeedTargetSentenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = heed_target_sentence_finalize;
  object_class->get_property = heed_target_sentence_get_property;
  object_class->set_property = heed_target_sentence_set_property;

  widget_class->css_changed = heed_target_sentence_css_changed;
  widget_class->get_request_mode = heed_target_sentence_get_request_mode;
  widget_class->measure = heed_target_sentence_measure;
  widget_class->snapshot = heed_target_sentence_snapshot;

  /**
   * HeedTargetSentence:selected:
   *
   * The selected token; -1 is none.
   */
  properties[PROP_SELECTED] =
    g_param_spec_int ("selected", NULL, NULL,
                      -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedTargetSentence:n-played:
   *
   * Tokens from this one on are dimmed.
   */
  properties[PROP_N_PLAYED] =
    g_param_spec_uint ("n-played", NULL, NULL,
                       0, G_MAXUINT, G_MAXUINT,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedTargetSentence::token-activated:
   * @index: index of the token, from 0
   *
   * A token was clicked, or reached with the keyboard. It is already selected.
   */
  signals[SIGNAL_TOKEN_ACTIVATED] =
    g_signal_new ("token-activated", HEED_TYPE_TARGET_SENTENCE, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  add_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "targetsentence");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
heed_target_sentence_init (HeedTargetSentence *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected = -1;
  self->n_played = G_MAXUINT;
  join_tokens (self);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * heed_target_sentence_new:
 *
 * Returns: (transfer full): an empty sentence
 */
GtkWidget *
heed_target_sentence_new (void)
{
  return g_object_new (HEED_TYPE_TARGET_SENTENCE, NULL);
}

/**
 * heed_target_sentence_set_tokens:
 * @tokens: (array length=n_tokens): the tokens decoded so far; copied
 */
void
heed_target_sentence_set_tokens (HeedTargetSentence *self,
                                 const HeedToken    *tokens,
                                 guint               n_tokens)
{
  g_return_if_fail (HEED_IS_TARGET_SENTENCE (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  clear_tokens (self);
  self->tokens = g_new (HeedToken, n_tokens);
  self->n_tokens = n_tokens;

  for (guint i = 0; i < n_tokens; i++)
    {
      self->tokens[i] = tokens[i];
      self->tokens[i].text = g_strdup (tokens[i].text);
    }

  if (self->selected >= (int) n_tokens)
    heed_target_sentence_set_selected (self, -1);

  join_tokens (self);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * heed_target_sentence_get_text:
 *
 * Returns: (transfer none): the text shown
 */
const char *
heed_target_sentence_get_text (HeedTargetSentence *self)
{
  g_return_val_if_fail (HEED_IS_TARGET_SENTENCE (self), NULL);

  return self->text->text;
}

/**
 * heed_target_sentence_find_token:
 *
 * Returns: the token whose text is at (@x, @y), px; -1 is none
 */
int
heed_target_sentence_find_token (HeedTargetSentence *self,
                                 double              x,
                                 double              y)
{
  PangoLayout *layout;
  int byte, trailing;

  g_return_val_if_fail (HEED_IS_TARGET_SENTENCE (self), -1);

  layout = ensure_layout (self);

  if (!pango_layout_xy_to_index (layout,
                                 (int) (x * PANGO_SCALE),
                                 (int) ((y + get_scroll (self)) * PANGO_SCALE),
                                 &byte, &trailing))
    return -1;

  return heed_token_text_find (self->text, (guint) byte);
}

/**
 * heed_target_sentence_get_selected:
 *
 * Returns: the selected token; -1 is none
 */
int
heed_target_sentence_get_selected (HeedTargetSentence *self)
{
  g_return_val_if_fail (HEED_IS_TARGET_SENTENCE (self), -1);

  return self->selected;
}

/**
 * heed_target_sentence_set_selected:
 * @index: the token to select; -1 or an index out of range selects none
 */
void
heed_target_sentence_set_selected (HeedTargetSentence *self,
                                   int                 index)
{
  g_return_if_fail (HEED_IS_TARGET_SENTENCE (self));

  if (index < 0 || index >= (int) self->n_tokens)
    index = -1;

  if (self->selected == index)
    return;

  self->selected = index;
  join_tokens (self);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * heed_target_sentence_set_n_played:
 * @n_played: tokens from this one on are dimmed
 */
void
heed_target_sentence_set_n_played (HeedTargetSentence *self,
                                   guint               n_played)
{
  g_return_if_fail (HEED_IS_TARGET_SENTENCE (self));

  if (self->n_played == n_played)
    return;

  self->n_played = n_played;
  g_clear_object (&self->layout);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PLAYED]);
}
