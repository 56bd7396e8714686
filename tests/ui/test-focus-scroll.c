/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/focus-scroll.h"

#define WIDTH 200
#define HEIGHT 150
#define LONG 1000
#define BETWEEN 500

typedef struct {
  GtkWidget     *window;
  GtkWidget     *scrolled;
  GtkWidget     *menu;
  GtkWidget     *entry;
  GtkAdjustment *place;
} Fixture;

/* A menu button at the top, and an entry far below it. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, LONG);

  fixture->menu = gtk_drop_down_new_from_strings ((const char *[]) { "one", "two", NULL });
  fixture->entry = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), fixture->menu);
  gtk_box_append (GTK_BOX (box), fixture->entry);
  fixture->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled), box);
  heed_focus_scroll_add (fixture->scrolled);
  fixture->window = drawn_window_new (fixture->scrolled, WIDTH, HEIGHT);
  fixture->place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scrolled));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->scrolled);
}

/* Scrolls without moving the focus, as a wheel does. */
static void
scroll_to (Fixture *fixture,
           double   value)
{
  gtk_adjustment_set_value (fixture->place, value);
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* Presses a key; returns whether the scrolled window itself handled it. */
static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  return drawn_emit_key (fixture->scrolled, keyval, 0);
}

static void
test_focus_scroll_press_only_brings_back (Fixture       *fixture,
                                          gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->menu);
  scroll_to (fixture, BETWEEN);

  g_assert_true (press (fixture, GDK_KEY_space));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), ==, 0);
}

static void
test_focus_scroll_press_in_sight_is_a_press (Fixture       *fixture,
                                             gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->menu);
  scroll_to (fixture, 5);

  g_assert_false (press (fixture, GDK_KEY_space));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), ==, 5);
}

static void
test_focus_scroll_what_is_typed_arrives_in_sight (Fixture       *fixture,
                                                  gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->entry);
  scroll_to (fixture, 0);

  g_assert_false (press (fixture, GDK_KEY_space));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), >, LONG - HEIGHT);
}

static gboolean
is_in_popover (GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* The list of a drop-down reaches over the edge of a small window. */
static void
test_focus_scroll_open_menu_stays_where_it_is (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr(GtkStringList) many = gtk_string_list_new (NULL);
  GtkWidget *focus;
  graphene_rect_t place;

  for (guint i = 0; i < 20; i++)
    gtk_string_list_append (many, "item");
  gtk_drop_down_set_model (GTK_DROP_DOWN (fixture->menu), G_LIST_MODEL (many));
  gtk_widget_grab_focus (fixture->menu);
  gtk_widget_activate (fixture->menu);
  while (!is_in_popover (focus = gtk_window_get_focus (GTK_WINDOW (fixture->window))))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 8; i++)
    focus = gtk_widget_get_next_sibling (focus);
  gtk_widget_grab_focus (focus);
  scroll_to (fixture, 5);

  g_assert_true (gtk_widget_compute_bounds (focus, fixture->scrolled, &place));
  g_assert_cmpfloat (place.origin.y, >, HEIGHT);

  g_assert_false (press (fixture, GDK_KEY_Down));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), ==, 5);
}

static void
test_focus_scroll_reaches_windows_within (Fixture       *fixture,
                                          gconstpointer  data)
{
  heed_focus_scroll_add (fixture->window);
  gtk_widget_grab_focus (fixture->menu);
  scroll_to (fixture, BETWEEN);

  g_assert_true (drawn_emit_key (fixture->window, GDK_KEY_space, 0));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), ==, 0);
}

static void
test_focus_scroll_focus_elsewhere_is_left_alone (Fixture       *fixture,
                                                 gconstpointer  data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  scroll_to (fixture, BETWEEN);

  g_assert_false (press (fixture, GDK_KEY_space));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), ==, BETWEEN);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/ui/focus-scroll/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("press-only-brings-back", test_focus_scroll_press_only_brings_back);
  ADD ("press-in-sight-is-a-press", test_focus_scroll_press_in_sight_is_a_press);
  ADD ("what-is-typed-arrives-in-sight", test_focus_scroll_what_is_typed_arrives_in_sight);
  ADD ("open-menu-stays-where-it-is", test_focus_scroll_open_menu_stays_where_it_is);
  ADD ("reaches-windows-within", test_focus_scroll_reaches_windows_within);
  ADD ("focus-elsewhere-is-left-alone", test_focus_scroll_focus_elsewhere_is_left_alone);
#undef ADD

  return g_test_run ();
}
