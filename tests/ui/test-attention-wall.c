/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/wall-thumb.c
 */

#include "drawn.h"
#include "ui/attention-wall.h"
#include "ui/style.h"

#define N_HEADS 6

typedef struct {
  GtkWidget   *window;
  GtkWidget   *wall;
  DrawnSignal  activated;
} Fixture;

static void
show (Fixture *fixture,
      guint    n_heads,
      guint    n_per_line)
{
  static const float values[] = { 1.0f, 0.0f, 0.0f, 1.0f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 2, values);
  HeedWallHead heads[N_HEADS];

  for (guint i = 0; i < n_heads; i++)
    heads[i] = (HeedWallHead) {
      .attention = matrix,
      .title = (char *) "Layer 1 · Head 2",
      .number = (char *) (i == 0 ? "" : "0.50"),
      .description = (char *) (i == 1 ? "second" : "another"),
      .is_current = i == 2,
    };

  heed_attention_wall_set_heads (HEED_ATTENTION_WALL (fixture->wall), heads, n_heads, n_per_line);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const HeedHeatmapStyle viridis = { .palette = HEED_PALETTE_VIRIDIS };

  fixture->wall = heed_attention_wall_new ();
  heed_attention_wall_set_style (HEED_ATTENTION_WALL (fixture->wall), &viridis);
  show (fixture, N_HEADS, 3);
  drawn_listen (fixture->wall, "head-activated", &fixture->activated);
  fixture->window = drawn_window_new (fixture->wall, 600, 400);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->wall);
}

static GtkWidget *
get_child (Fixture *fixture,
           guint    index)
{
  return drawn_find (fixture->wall, GTK_TYPE_FLOW_BOX_CHILD, index);
}

static void
test_attention_wall_draws_each (Fixture       *fixture,
                                gconstpointer  data)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE);
  GtkWidget *area = drawn_find (fixture->wall, GTK_TYPE_DRAWING_AREA, N_HEADS - 1);
  cairo_surface_t *picture = drawn_snapshot (area);
  int width = gtk_widget_get_width (area);
  int height = gtk_widget_get_height (area);

  g_assert_cmphex (drawn_pixel (picture, width / 4, height / 4), ==, scale->pixels[255]);
  g_assert_cmphex (drawn_pixel (picture, width * 3 / 4, height / 4), ==, scale->pixels[0]);
  cairo_surface_destroy (picture);
}

static void
test_attention_wall_click_and_key_open (Fixture       *fixture,
                                        gconstpointer  data)
{
  gtk_widget_activate (get_child (fixture, 4));
  g_assert_cmpuint (fixture->activated.n_times, ==, 1);
  g_assert_cmpuint (fixture->activated.last, ==, 4);
}

/* With Control held, the key does not open the card. */
static void
test_attention_wall_key_takes_one_to_the_others (Fixture       *fixture,
                                                 gconstpointer  data)
{
  DrawnSignal toggled = { 0 };

  drawn_listen (fixture->wall, "head-toggled", &toggled);
  gtk_widget_grab_focus (get_child (fixture, 3));
  g_assert_true (drawn_emit_key (fixture->wall, GDK_KEY_space, GDK_CONTROL_MASK));
  g_assert_cmpuint (toggled.n_times, ==, 1);
  g_assert_cmpuint (toggled.last, ==, 3);
  g_assert_false (drawn_emit_key (fixture->wall, GDK_KEY_space, 0));
  g_assert_cmpuint (toggled.n_times, ==, 1);
  g_assert_cmpuint (fixture->activated.n_times, ==, 0);
}

static void
test_attention_wall_says_what_each_is (Fixture       *fixture,
                                       gconstpointer  data)
{
  gtk_test_accessible_assert_property (get_child (fixture, 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "second");
  g_assert_true (gtk_widget_has_css_class (get_child (fixture, 2), "current"));
  g_assert_false (gtk_widget_has_css_class (get_child (fixture, 1), "current"));
}

static void
test_attention_wall_stands_in_lines (Fixture       *fixture,
                                     gconstpointer  data)
{
  graphene_point_t first, fourth;

  g_assert_true (gtk_widget_compute_point (get_child (fixture, 0), fixture->wall,
                                           &GRAPHENE_POINT_INIT (0, 0), &first));
  g_assert_true (gtk_widget_compute_point (get_child (fixture, 3), fixture->wall,
                                           &GRAPHENE_POINT_INIT (0, 0), &fourth));
  g_assert_cmpfloat (first.x, ==, fourth.x);
  g_assert_cmpfloat (fourth.y, >, first.y + 50.0f);
}

/* Three pictures side by side have nearly the whole width, and keep their shape. */
static void
test_attention_wall_fills_its_width (Fixture       *fixture,
                                     gconstpointer  data)
{
  GtkWidget *area = drawn_find (fixture->wall, GTK_TYPE_DRAWING_AREA, 0);
  int width = gtk_widget_get_width (area);

  g_assert_cmpint (3 * width, >, gtk_widget_get_width (fixture->wall) * 8 / 10);
  g_assert_cmpint (gtk_widget_get_height (area), ==, width * 3 / 4);
}

static void
test_attention_wall_fewer_are_fewer (Fixture       *fixture,
                                     gconstpointer  data)
{
  show (fixture, 2, 0);
  g_assert_nonnull (get_child (fixture, 1));
  g_assert_null (gtk_flow_box_get_child_at_index (
    GTK_FLOW_BOX (drawn_find (fixture->wall, GTK_TYPE_FLOW_BOX, 0)), 2));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

#define ADD(name, test) \
  g_test_add ("/ui/attention-wall/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("draws-each", test_attention_wall_draws_each);
  ADD ("click-and-key-open", test_attention_wall_click_and_key_open);
  ADD ("key-takes-one-to-the-others", test_attention_wall_key_takes_one_to_the_others);
  ADD ("says-what-each-is", test_attention_wall_says_what_each_is);
  ADD ("stands-in-lines", test_attention_wall_stands_in_lines);
  ADD ("fills-its-width", test_attention_wall_fills_its_width);
  ADD ("fewer-are-fewer", test_attention_wall_fewer_are_fewer);

  return g_test_run ();
}
