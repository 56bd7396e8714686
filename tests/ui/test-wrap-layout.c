/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/wrap-layout.h"

#define SPACING      6
#define LINE_SPACING 4

static GtkWidget *
new_box (guint n_children)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, heed_wrap_layout_new (SPACING, LINE_SPACING));

  for (guint i = 0; i < n_children; i++)
    {
      GtkWidget *child = gtk_drawing_area_new ();

      gtk_widget_set_size_request (child, 50, i == 0 ? 20 : 10);
      gtk_widget_set_parent (child, box);
    }

  return g_object_ref_sink (box);
}

static int
measure_height (GtkWidget *box,
                int        width)
{
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

static void
let_go (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);

  g_assert_finalize_object (box);
}

static void
test_wrap_layout_breaks_when_full (void)
{
  GtkWidget *box = new_box (4);

  g_assert_cmpint (measure_height (box, 4 * 50 + 3 * SPACING), ==, 20);
  g_assert_cmpint (measure_height (box, 4 * 50 + 3 * SPACING - 1), ==, 20 + LINE_SPACING + 20);
  g_assert_cmpint (measure_height (box, 50), ==, 4 * 20 + 3 * LINE_SPACING);
  let_go (box);
}

/* A child that is wider than a line gets as many lines of its own as it needs. */
static void
test_wrap_layout_of_layouts_is_high_enough (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *inner = new_box (4);

  g_object_ref_sink (box);
  gtk_widget_set_layout_manager (box, heed_wrap_layout_new (SPACING, LINE_SPACING));
  gtk_widget_set_parent (inner, box);
  g_assert_cmpint (measure_height (box, 4 * 50 + 3 * SPACING), ==, 20);
  g_assert_cmpint (measure_height (box, 2 * 50 + SPACING), ==, 20 + LINE_SPACING + 20);

  gtk_widget_unparent (inner);
  let_go (inner);
  g_assert_finalize_object (box);
}

static void
test_wrap_layout_is_as_narrow_as_its_widest_child (void)
{
  GtkWidget *box = new_box (4);
  int minimum, natural;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 50);
  g_assert_cmpint (natural, ==, 4 * 50 + 3 * SPACING);
  let_go (box);
}

static void
assert_place (GtkWidget *child,
              int        x,
              int        y)
{
  GtkAllocation place;

  gtk_widget_get_allocation (child, &place);
  g_assert_cmpint (place.x, ==, x);
  g_assert_cmpint (place.y, ==, y);
  g_assert_cmpint (place.width, ==, 50);
  g_assert_cmpint (place.height, ==, 20);
}

static void
test_wrap_layout_lines_are_of_one_height (void)
{
  GtkWidget *box = new_box (3);
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_next_sibling (first);

  gtk_widget_allocate (box, 120, 60, -1, NULL);
  assert_place (first, 0, 0);
  assert_place (second, 50 + SPACING, 0);
  assert_place (gtk_widget_get_next_sibling (second), 0, 20 + LINE_SPACING);
  let_go (box);
}

/* What a child asks for that expands, its line may not have. */
static void
test_wrap_layout_gives_the_rest_of_a_line (void)
{
  GtkWidget *box = new_box (3);
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_next_sibling (first);

  gtk_widget_set_hexpand (first, TRUE);
  gtk_widget_allocate (box, 50 + SPACING + 80, 60, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (first), ==, 80);
  assert_place (second, 80 + SPACING, 0);
  assert_place (gtk_widget_get_next_sibling (second), 0, 20 + LINE_SPACING);

  gtk_widget_allocate (box, 70, 80, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (first), ==, 70);
  assert_place (second, 0, 20 + LINE_SPACING);
  let_go (box);
}

static void
test_wrap_layout_starts_at_the_right_in_arabic (void)
{
  GtkWidget *box = new_box (2);
  GtkWidget *first = gtk_widget_get_first_child (box);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  gtk_widget_allocate (box, 120, 60, -1, NULL);
  assert_place (first, 70, 0);
  assert_place (gtk_widget_get_next_sibling (first), 70 - 50 - SPACING, 0);
  let_go (box);
}

/* What is left of a line is enough for a label that ellipsizes, but not a few pixels of it. */
static void
test_wrap_layout_narrows_what_expands (void)
{
  GtkWidget *box = new_box (1);
  GtkWidget *label = gtk_label_new ("a caption that may be shortened at its end");
  int natural, least;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, box);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  least = 50 + SPACING + natural / 2;
  g_assert_cmpint (measure_height (box, least), >, 20 + LINE_SPACING);

  gtk_widget_set_hexpand (label, TRUE);
  g_assert_cmpint (measure_height (box, least), <=, 20 + LINE_SPACING);
  g_assert_cmpint (measure_height (box, 50 + SPACING + natural / 4), >, 20 + LINE_SPACING);

  gtk_widget_allocate (box, least, 20, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (label), ==, natural / 2);
  let_go (box);
}

/* Also for the sake of those that come after it. */
static void
test_wrap_layout_narrows_what_expands_for_the_next (void)
{
  GtkWidget *box = new_box (0);
  GtkWidget *label = gtk_label_new ("a caption that may be shortened at its end");
  GtkWidget *next = gtk_drawing_area_new ();
  int natural, width;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_size_request (next, 50, 10);
  gtk_widget_set_parent (label, box);
  gtk_widget_set_parent (next, box);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  width = natural / 2 + SPACING + 50;

  gtk_widget_allocate (box, width, measure_height (box, width), -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (label), ==, natural / 2);
  g_assert_cmpint (gtk_widget_get_width (next), ==, 50);
  g_assert_cmpint (measure_height (box, width), <, measure_height (box, natural / 4));
  let_go (box);
}

static void
test_wrap_layout_without_children_is_empty (void)
{
  GtkWidget *box = new_box (0);

  g_assert_cmpint (measure_height (box, 100), ==, 0);
  let_go (box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/wrap-layout/of-layouts-is-high-enough",
                   test_wrap_layout_of_layouts_is_high_enough);
  g_test_add_func ("/ui/wrap-layout/breaks-when-full", test_wrap_layout_breaks_when_full);
  g_test_add_func ("/ui/wrap-layout/is-as-narrow-as-its-widest-child",
                   test_wrap_layout_is_as_narrow_as_its_widest_child);
  g_test_add_func ("/ui/wrap-layout/lines-are-of-one-height",
                   test_wrap_layout_lines_are_of_one_height);
  g_test_add_func ("/ui/wrap-layout/narrows-what-expands", test_wrap_layout_narrows_what_expands);
  g_test_add_func ("/ui/wrap-layout/narrows-what-expands-for-the-next",
                   test_wrap_layout_narrows_what_expands_for_the_next);
  g_test_add_func ("/ui/wrap-layout/gives-the-rest-of-a-line",
                   test_wrap_layout_gives_the_rest_of_a_line);
  g_test_add_func ("/ui/wrap-layout/starts-at-the-right-in-arabic",
                   test_wrap_layout_starts_at_the_right_in_arabic);
  g_test_add_func ("/ui/wrap-layout/without-children-is-empty",
                   test_wrap_layout_without_children_is_empty);

  return g_test_run ();
}
