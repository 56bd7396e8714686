/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/color-legend.h"
#include "ui/style.h"

static GtkWidget *
get_ramp (GtkWidget *legend)
{
  return gtk_widget_get_next_sibling (gtk_widget_get_first_child (legend));
}

static const HeedHeatmapStyle viridis = { .palette = HEED_PALETTE_VIRIDIS };

static void
test_color_legend_goes_from_0_to_1 (void)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE);
  GtkWidget *legend = heed_color_legend_new ();
  GtkWidget *window = drawn_window_new (legend, 200, 40);
  cairo_surface_t *picture;
  int width, middle;

  heed_color_legend_set_style (HEED_COLOR_LEGEND (legend), &viridis);
  picture = drawn_snapshot (get_ramp (legend));
  width = gtk_widget_get_width (get_ramp (legend));
  middle = gtk_widget_get_height (get_ramp (legend)) / 2;

  for (int x = 4; x < width - 4; x += 7)
    {
      HeedColor drawn = heed_color_from_pixel (drawn_pixel (picture, x, middle));
      HeedColor wanted = heed_color_from_pixel (heed_color_scale_lookup (scale, (x + 0.5) / width));

      g_assert_cmpfloat_with_epsilon (drawn.red, wanted.red, 0.03);
      g_assert_cmpfloat_with_epsilon (drawn.green, wanted.green, 0.03);
      g_assert_cmpfloat_with_epsilon (drawn.blue, wanted.blue, 0.03);
    }

  cairo_surface_destroy (picture);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Weights that the heatmap leaves out have the colour of 0 in the legend, too. */
static void
test_color_legend_shows_scale_and_threshold (void)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_GREYS, FALSE);
  const HeedHeatmapStyle style = { .palette = HEED_PALETTE_GREYS,
                                   .shading = { HEED_SCALING_SQUARE_ROOT, 0.25, 0 } };
  GtkWidget *legend = heed_color_legend_new ();
  GtkWidget *window = drawn_window_new (legend, 200, 40);
  cairo_surface_t *picture;
  int width;

  heed_color_legend_set_style (HEED_COLOR_LEGEND (legend), &style);
  picture = drawn_snapshot (get_ramp (legend));
  width = gtk_widget_get_width (get_ramp (legend));

  g_assert_cmphex (drawn_pixel (picture, width * 0.2, 5), ==, scale->pixels[0]);
  g_assert_true (drawn_are_near (drawn_pixel (picture, width * 0.49, 5),
                                 heed_color_scale_lookup (scale, 0.7), 4));
  gtk_test_accessible_assert_property (legend, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "From 0, no attention, to 1, all of it, by the square root");

  cairo_surface_destroy (picture);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* For signed numbers the legend shows both ends of the scale, with the unit. */
static void
test_color_legend_says_what_is_measured (void)
{
  const HeedColorScale *scale = heed_color_scale_get_diverging (FALSE);
  const HeedHeatmapStyle style = { .shading = { .largest = 5.0, .is_signed = TRUE } };
  GtkWidget *legend = heed_color_legend_new ();
  GtkWidget *window = drawn_window_new (legend, 300, 40);
  cairo_surface_t *picture;

  heed_color_legend_set_style (HEED_COLOR_LEGEND (legend), &style);
  heed_color_legend_set_quantity (HEED_COLOR_LEGEND (legend), "occlusion", "nats");
  picture = drawn_snapshot (get_ramp (legend));
  g_assert_true (drawn_are_near (
    drawn_pixel (picture, gtk_widget_get_width (get_ramp (legend)) / 2, 5),
    heed_color_scale_lookup (scale, 0.5), 6));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (legend))), ==,
                   "−5.00");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (legend))), ==,
                   "5.00\302\240nats");
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (legend), "occlusion: from −5.00"));

  heed_color_legend_set_style (HEED_COLOR_LEGEND (legend), &viridis);
  heed_color_legend_set_quantity (HEED_COLOR_LEGEND (legend), NULL, NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (legend), ==,
                   "From 0, no attention, to 1, all of it");

  cairo_surface_destroy (picture);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_color_legend_is_an_image_with_a_label (void)
{
  GtkWidget *legend = g_object_ref_sink (heed_color_legend_new ());

  gtk_test_accessible_assert_role (legend, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (legend, GTK_ACCESSIBLE_PROPERTY_LABEL, "Colour scale");
  g_assert_finalize_object (legend);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  g_test_add_func ("/ui/color-legend/goes-from-0-to-1", test_color_legend_goes_from_0_to_1);
  g_test_add_func ("/ui/color-legend/shows-scale-and-threshold",
                   test_color_legend_shows_scale_and_threshold);
  g_test_add_func ("/ui/color-legend/says-what-is-measured",
                   test_color_legend_says_what_is_measured);
  g_test_add_func ("/ui/color-legend/is-an-image-with-a-label",
                   test_color_legend_is_an_image_with_a_label);

  return g_test_run ();
}
