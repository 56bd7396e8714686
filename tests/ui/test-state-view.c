/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/state-plot.c
 */

#include <math.h>

#include "drawn.h"
#include "ui/state-plot.h"
#include "ui/state-view.h"
#include "ui/style.h"

#define WIDTH  800
#define HEIGHT 400

/* The planes' points; in the program they are computed by the engine. */
static const float square[] = { -1.0f, -1.0f, 1.0f, -1.0f, 1.0f, 1.0f, -1.0f, 1.0f };
static const float row[] = { -2.0f, 0.0f, 0.0f, 0.0f, 2.0f, 0.0f };

typedef struct {
  GtkWidget     *window;
  GtkWidget     *widget;
  HeedStateView *view;
  HeedPlane     *source;   /* four points */
  HeedPlane     *target;   /* three points on a line */
  HeedToken     *tokens;
  guint          n_heard;
  gboolean       is_target;
  guint          index;
} Fixture;

/* Allocates a plane as the engine does, because the view takes a reference. */
static HeedPlane *
new_plane (const float *points,
           guint        n_points)
{
  HeedPlane *plane = g_atomic_rc_box_new0 (HeedPlane);

  *plane = (HeedPlane) { n_points, points, { 0.434, 0.21 } };

  return plane;
}

static void
token_selected_cb (HeedStateView *view,
                   gboolean       is_target,
                   guint          index,
                   Fixture       *fixture)
{
  fixture->n_heard++;
  fixture->is_target = is_target;
  fixture->index = index;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_state_view_new ();
  fixture->view = HEED_STATE_VIEW (fixture->widget);
  fixture->source = new_plane (square, 4);
  fixture->target = new_plane (row, 3);
  fixture->tokens = drawn_tokens_new_numbered (4);
  heed_state_view_set_source (fixture->view, fixture->source, fixture->tokens, 4);
  heed_state_view_set_target (fixture->view, fixture->target, fixture->tokens, 3);
  g_signal_connect (fixture->view, "token-selected", G_CALLBACK (token_selected_cb), fixture);
  fixture->window = drawn_window_new (fixture->widget, WIDTH, HEIGHT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
  heed_plane_unref (fixture->source);
  heed_plane_unref (fixture->target);
  drawn_tokens_free (fixture->tokens, 4);
}

static void
place (Fixture        *fixture,
       HeedStateFrame  frames[2])
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (fixture->widget, "x");
  HeedStatePath paths[2] = { { .plane = fixture->source }, { .plane = fixture->target } };
  int line_height;

  pango_layout_get_pixel_size (layout, NULL, &line_height);
  heed_state_frames_place (frames, paths, gtk_widget_get_width (fixture->widget),
                           gtk_widget_get_height (fixture->widget), line_height);
}

static void
find_point (Fixture *fixture,
            guint    path,
            guint    i,
            double  *x,
            double  *y)
{
  HeedStateFrame frames[2];

  place (fixture, frames);
  heed_state_frame_get_point (&frames[path], path == 0 ? fixture->source : fixture->target, i, x,
                              y);
}

/* --- Where points are --- */

/* The scale is the same on both axes, y points up, and all points are within the frame. */
static void
test_state_view_distances_mean_the_same_both_ways (Fixture       *fixture,
                                                   gconstpointer  data)
{
  HeedStateFrame frames[2];
  double x[4], y[4];

  place (fixture, frames);
  for (guint i = 0; i < 4; i++)
    {
      heed_state_frame_get_point (&frames[0], fixture->source, i, &x[i], &y[i]);
      g_assert_cmpfloat (x[i], >, frames[0].x);
      g_assert_cmpfloat (x[i], <, frames[0].x + frames[0].width);
      g_assert_cmpfloat (y[i], >, frames[0].y);
      g_assert_cmpfloat (y[i], <, frames[0].y + frames[0].height);
    }

  g_assert_cmpfloat_with_epsilon (x[1] - x[0], y[1] - y[2], 1e-9);
  g_assert_cmpfloat (x[1], >, x[0]);
  g_assert_cmpfloat (y[2], <, y[1]);
  g_assert_cmpfloat (frames[1].x, >, frames[0].x + frames[0].width);
}

static void
test_state_view_is_drawn (Fixture       *fixture,
                          gconstpointer  data)
{
  cairo_surface_t *picture;
  guint32 point, mark;
  double x, y;

  heed_state_view_select (fixture->view, -1, 2);
  picture = drawn_snapshot (fixture->widget);
  point = drawn_style_pixel (fixture->widget, "heed_accent_text");
  mark = drawn_style_pixel (fixture->widget, "heed_mark");

  find_point (fixture, 0, 2, &x, &y);
  g_assert_true (drawn_are_near (drawn_pixel (picture, x, y), point, 3));
  find_point (fixture, 1, 2, &x, &y);
  g_assert_true (drawn_are_near (drawn_pixel (picture, x, y), mark, 3));
  find_point (fixture, 1, 1, &x, &y);
  g_assert_true (drawn_are_near (drawn_pixel (picture, x, y), point, 3));

  /* Half way between two tokens, the line between them is drawn. */
  find_point (fixture, 1, 0, &x, &y);
  g_assert_cmphex (drawn_pixel (picture, x + 30.0, y) >> 24, >, 0);
  cairo_surface_destroy (picture);
}

/* The larger point of the current token does not overlap its label. */
static void
test_state_view_label_is_beside_the_point (Fixture       *fixture,
                                           gconstpointer  data)
{
  cairo_surface_t *picture;
  guint32 mark;
  double x, y;

  heed_state_view_select (fixture->view, 0, -1);
  picture = drawn_snapshot (fixture->widget);
  mark = drawn_style_pixel (fixture->widget, "heed_mark");
  find_point (fixture, 0, 0, &x, &y);
  g_assert_true (drawn_are_near (drawn_pixel (picture, x, y), mark, 3));
  for (int dy = -8; dy <= 8; dy++)
    g_assert_false (drawn_are_near (drawn_pixel (picture, x + 6.8, y + dy), mark, 90));
  cairo_surface_destroy (picture);
}

static void
test_state_view_axes_say_the_share (Fixture       *fixture,
                                    gconstpointer  data)
{
  HeedStatePath path = { .plane = fixture->source };
  g_autofree char *first = heed_state_path_new_axis (&path, 0, FALSE);
  g_autofree char *second = heed_state_path_new_axis (&path, 1, FALSE);
  g_autofree char *shorter = heed_state_path_new_axis (&path, 1, TRUE);

  g_assert_cmpstr (first, ==, "first direction, 43 % of the variance");
  g_assert_cmpstr (second, ==, "second direction, 21 % of the variance");
  g_assert_cmpstr (shorter, ==, "second, 21 %");
}

/* --- Who chooses what --- */

static void
test_state_view_click_selects (Fixture       *fixture,
                               gconstpointer  data)
{
  double x, y;

  find_point (fixture, 0, 3, &x, &y);
  drawn_press (fixture->widget, 1, x + 2.0, y - 2.0);
  g_assert_cmpuint (fixture->n_heard, ==, 1);
  g_assert_false (fixture->is_target);
  g_assert_cmpuint (fixture->index, ==, 3);

  find_point (fixture, 1, 1, &x, &y);
  drawn_press (fixture->widget, 1, x, y);
  g_assert_true (fixture->is_target);
  g_assert_cmpuint (fixture->index, ==, 1);

  /* A press far from all points selects none. */
  drawn_press (fixture->widget, 1, x, y + 80.0);
  g_assert_cmpuint (fixture->n_heard, ==, 2);
}

static void
test_state_view_keys_walk (Fixture       *fixture,
                           gconstpointer  data)
{
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_true (fixture->is_target);
  g_assert_cmpuint (fixture->index, ==, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpuint (fixture->index, ==, 1);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  g_assert_cmpuint (fixture->index, ==, 2);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpuint (fixture->index, ==, 2);
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  g_assert_cmpuint (fixture->index, ==, 1);

  drawn_press_key (fixture->widget, GDK_KEY_Up, 0);
  g_assert_false (fixture->is_target);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  g_assert_cmpuint (fixture->index, ==, 3);
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  g_assert_cmpuint (fixture->index, ==, 0);
}

static void
test_state_view_says_where_it_is (Fixture       *fixture,
                                  gconstpointer  data)
{
  double x, y;

  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_IMG);
  heed_state_view_select (fixture->view, 1, 2);
  gtk_test_accessible_assert_property (
    fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Decoder: its state at each step: “w2”, 3 of 3, at 2.00 along the first direction and 0.00 "
    "along the second");

  find_point (fixture, 0, 0, &x, &y);
  drawn_move (fixture->widget, x, y);
  gtk_test_accessible_assert_property (
    fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Encoder: what it knows of each token: “w0”, 1 of 4, at −1.00 along the first direction "
    "and −1.00 along the second");
  drawn_leave (fixture->widget);

  heed_state_view_set_target (fixture->view, NULL, NULL, 0);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Where the states go");
}

/* Sentences of one token and of no token. */
static void
test_state_view_of_a_point (Fixture       *fixture,
                            gconstpointer  data)
{
  static const float origin[] = { 0.0f, 0.0f };
  HeedPlane *plane = new_plane (origin, 1);
  HeedStateFrame frames[2];
  cairo_surface_t *picture;
  double x, y;

  heed_state_view_set_source (fixture->view, plane, fixture->tokens, 1);
  heed_state_view_set_target (fixture->view, NULL, NULL, 0);
  heed_plane_unref (fixture->source);
  fixture->source = plane;
  place (fixture, frames);
  heed_state_frame_get_point (&frames[0], plane, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, frames[0].x + frames[0].width / 2.0, 1e-9);
  picture = drawn_snapshot (fixture->widget);
  cairo_surface_destroy (picture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

#define ADD(name, test) \
  g_test_add ("/ui/state-view/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("distances-mean-the-same-both-ways", test_state_view_distances_mean_the_same_both_ways);
  ADD ("is-drawn", test_state_view_is_drawn);
  ADD ("label-is-beside-the-point", test_state_view_label_is_beside_the_point);
  ADD ("axes-say-the-share", test_state_view_axes_say_the_share);
  ADD ("click-selects", test_state_view_click_selects);
  ADD ("keys-walk", test_state_view_keys_walk);
  ADD ("says-where-it-is", test_state_view_says_where_it_is);
  ADD ("of-a-point", test_state_view_of_a_point);

  return g_test_run ();
}
