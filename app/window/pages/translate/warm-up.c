/* warm-up.c — loads fonts while the program is idle, before the first sentence needs them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A font is looked up, opened, measured and hinted, letter by letter, when it is first
 * used. The first heatmap uses ten fonts, and so the frame of the first typed letter
 * would take three times as long as any later one. So when the window is displayed and
 * idle, the alphabet is drawn once with each font to an invisible surface.
 */

#include "app/window/pages/translate/warm-up.h"

#include "ui/formula.h"

#define LETTERS \
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,?!'’-−·=()⟨⟩αΣéèàçê"

#define KEY     "heed-warm-up"

/* Exists while there is work left, but no longer than the widget. */
typedef struct {
  GPtrArray *layouts;  /* of PangoLayout; NULL until the first iteration */
  guint      n_done;
  guint      source;
} WarmUp;

static void
warm_up_free (gpointer data)
{
  WarmUp *warm_up = data;

  g_clear_handle_id (&warm_up->source, g_source_remove);
  g_clear_pointer (&warm_up->layouts, g_ptr_array_unref);
  g_free (warm_up);
}

static gboolean
has_font (GPtrArray                  *layouts,
          const PangoFontDescription *font)
{
  for (guint i = 0; i < layouts->len; i++)
    if (pango_font_description_equal (
          pango_layout_get_font_description (g_ptr_array_index (layouts, i)), font))
      return TRUE;

  return FALSE;
}

/* Adds a layout in the context of widget, with the display's resolution and hinting: with others
 * another font would be loaded. */
static void
add_font (GPtrArray                  *layouts,
          GtkWidget                  *widget,
          const PangoFontDescription *font)
{
  PangoLayout *layout;

  if (has_font (layouts, font))
    return;

  layout = pango_layout_new (gtk_widget_get_pango_context (widget));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, LETTERS, -1);
  g_ptr_array_add (layouts, layout);
}

static void
add_fonts (GPtrArray *layouts,
           GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr(PangoFontDescription) bold =
    pango_font_description_copy (pango_context_get_font_description (context));

  add_font (layouts, widget, pango_context_get_font_description (context));
  pango_font_description_set_weight (bold, PANGO_WEIGHT_BOLD);
  add_font (layouts, widget, bold);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_fonts (layouts, child);
}

GPtrArray *
heed_warm_up_list_fonts (GtkWidget *root)
{
  GPtrArray *layouts;

  g_return_val_if_fail (GTK_IS_WIDGET (root), NULL);

  layouts = g_ptr_array_new_with_free_func (g_object_unref);
  add_fonts (layouts, root);

  return layouts;
}

/* Draws to a surface of the size of the text, since glyphs outside of it are not drawn. */
static void
write_out (PangoLayout *layout)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (width, 1), MAX (height, 1));
  cr = cairo_create (surface);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Prepares one formula that is not laid out yet, since formulas have their own fonts. */
static gboolean
prepare_formula (GtkWidget *widget)
{
  if (HEED_IS_FORMULA (widget))
    return heed_formula_prepare (HEED_FORMULA (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (prepare_formula (child))
      return TRUE;

  return FALSE;
}

static gboolean
work_cb (gpointer root)
{
  WarmUp *warm_up = g_object_get_data (G_OBJECT (root), KEY);

  if (warm_up->layouts == NULL)
    {
      warm_up->layouts = heed_warm_up_list_fonts (root);
      return G_SOURCE_CONTINUE;
    }

  if (warm_up->n_done < warm_up->layouts->len)
    {
      write_out (g_ptr_array_index (warm_up->layouts, warm_up->n_done++));
      return G_SOURCE_CONTINUE;
    }

  if (prepare_formula (root))
    return G_SOURCE_CONTINUE;

  warm_up->source = 0;
  g_object_set_data (G_OBJECT (root), KEY, NULL);

  return G_SOURCE_REMOVE;
}

/* Called within the first frame; low-priority sources run after it. */
static gboolean
first_frame_cb (GtkWidget     *root,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  WarmUp *warm_up = g_new0 (WarmUp, 1);

  warm_up->source = g_idle_add_full (G_PRIORITY_LOW, work_cb, root, NULL);
  g_object_set_data_full (G_OBJECT (root), KEY, warm_up, warm_up_free);

  return G_SOURCE_REMOVE;
}

/**
 * heed_warm_up:
 * @root: a widget about to be displayed for the first time
 *
 * Cost: nothing before the first frame; then iterations of 1 to 3 ms, each only when the
 *   main loop is idle
 */
void
heed_warm_up (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  gtk_widget_add_tick_callback (root, first_frame_cb, NULL, NULL);
}
