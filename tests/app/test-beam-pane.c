/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/views/decoding-menu.c,
 *   ui/beam-tree-layout.c,
 *   ui/beam-tree.c
 */

#include <string.h>

#include "app/window/document/document-changes.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/views/beam-pane.h"
#include "app/window/pages/views/decoding-menu.h"
#include "find-widget.h"
#include "tests/ui/drawn.h"
#include "ui/beam-tree.h"
#include "ui/style.h"

#define NUMBER_PX      32 /* of the end of a node */
#define NODE_HEIGHT_PX 20

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *window;
  GtkWidget        *pane;
  GtkWidget        *menu;
  GtkWidget        *tree;
  GtkWidget        *list;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *label)
{
  GtkMenuButton *menu = GTK_MENU_BUTTON (find_widget (fixture->menu, GTK_TYPE_MENU_BUTTON));
  GtkWidget *popover;

  gtk_menu_button_popup (menu);
  gtk_menu_button_popdown (menu);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (menu));

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *button = drawn_find (popover, GTK_TYPE_CHECK_BUTTON, i);

      if (g_str_equal (gtk_check_button_get_label (GTK_CHECK_BUTTON (button)), label))
        return button;
    }

  g_assert_not_reached ();
}

static void
choose (Fixture    *fixture,
        const char *label)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_button (fixture, label)), TRUE);
  settle (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), "en-fr.safetensors", NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  settle (fixture);

  fixture->pane = heed_beam_pane_new ();
  fixture->menu = heed_decoding_menu_new ();
  gtk_widget_set_vexpand (fixture->pane, TRUE);
  gtk_box_append (GTK_BOX (box), fixture->pane);
  gtk_box_append (GTK_BOX (box), fixture->menu);
  heed_beam_pane_set_document (HEED_BEAM_PANE (fixture->pane), fixture->document);
  heed_decoding_menu_set_document (HEED_DECODING_MENU (fixture->menu), fixture->document);
  fixture->window = drawn_window_new (box, 600, 500);

  /* A window that opens need not build it. */
  g_assert_null (gtk_widget_get_first_child (fixture->pane));
  choose (fixture, "Beam");
  fixture->tree = find_widget (fixture->pane, HEED_TYPE_BEAM_TREE_VIEW);
  fixture->list = find_widget (fixture->pane, GTK_TYPE_LIST_BOX);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->pane);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static const char *
get_menu_label (Fixture *fixture)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (find_widget (fixture->menu, GTK_TYPE_MENU_BUTTON));

  return gtk_label_get_text (GTK_LABEL (gtk_menu_button_get_child (button)));
}

static const HeedBeamNode *
get_selected (Fixture *fixture)
{
  return heed_beam_tree_view_get_selected (HEED_BEAM_TREE_VIEW (fixture->tree));
}

static char *
dup_target (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  GString *target = g_string_new (NULL);

  for (guint t = 0; t < translation->steps->len; t++)
    g_string_append_printf (target, "%u ",
                            heed_translation_get_step (translation, t)->token.id);

  return g_string_free (target, FALSE);
}

static void
test_beam_pane_menu_says_what_is_shown (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_assert_cmpstr (get_menu_label (fixture), ==, "Beam 4");
  choose (fixture, "Sampling");
  g_assert_cmpstr (get_menu_label (fixture), ==, "Sampling, seed 0");
  g_assert_cmpint (heed_document_get_decoding (fixture->document)->kind, ==,
                   HEED_DECODING_SAMPLING);
  choose (fixture, "Greedy");
  g_assert_cmpstr (get_menu_label (fixture), ==, "Greedy");
  g_assert_null (heed_beam_tree_view_get_tree (HEED_BEAM_TREE_VIEW (fixture->tree)));
}

static void
test_beam_pane_lists_hypotheses (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkListBox *list = GTK_LIST_BOX (fixture->list);
  GtkListBoxRow *second = gtk_list_box_get_row_at_index (list, 1);
  const char *words;
  g_autofree char *score = NULL;

  g_assert_nonnull (second);
  gtk_list_box_select_row (list, second);
  g_assert_true (heed_document_get_branch (fixture->document) == get_selected (fixture));
  g_assert_cmpint (get_selected (fixture)->fate, ==, HEED_BEAM_FINISHED);

  words = gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (second)));
  score = g_strdup_printf ("2.  −%.2f  Je ", -get_selected (fixture)->score);
  g_assert_true (g_str_has_prefix (words, score));
}

static void
test_beam_pane_tree_is_walked_by_keys (Fixture       *fixture,
                                       gconstpointer  data)
{
  const HeedBeamNode *end = get_selected (fixture);
  const HeedBeamNode *beside;

  g_assert_nonnull (end);
  drawn_press_key (fixture->tree, GDK_KEY_Left, 0);
  g_assert_true (get_selected (fixture) == end->parent);
  g_assert_true (heed_document_get_branch (fixture->document) == end->parent);
  drawn_press_key (fixture->tree, GDK_KEY_Right, 0);
  g_assert_true (get_selected (fixture) == end);

  for (guint i = 0; i < 100; i++)
    drawn_press_key (fixture->tree, GDK_KEY_Left, 0);
  g_assert_true (get_selected (fixture)->parent ==
                 heed_document_get_translation (fixture->document)->tree->root);

  drawn_press_key (fixture->tree, GDK_KEY_Down, 0);
  beside = get_selected (fixture);
  g_assert_true (beside->parent ==
                 heed_document_get_translation (fixture->document)->tree->root);
  drawn_press_key (fixture->tree, GDK_KEY_Up, 0);
  g_assert_true (get_selected (fixture) != beside);
  gtk_test_accessible_assert_role (fixture->tree, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
test_beam_pane_return_takes_a_branch (Fixture       *fixture,
                                      gconstpointer  data)
{
  guint32 id;

  for (guint i = 0; i < 100; i++)
    drawn_press_key (fixture->tree, GDK_KEY_Left, 0);
  drawn_press_key (fixture->tree, GDK_KEY_Down, 0);
  id = get_selected (fixture)->token.id;
  drawn_press_key (fixture->tree, GDK_KEY_Return, 0);
  settle (fixture);

  g_assert_cmpuint (heed_change_list_get_n (heed_document_get_changes (fixture->document)), ==, 1);
  g_assert_cmpuint (
    heed_translation_get_step (heed_document_get_translation (fixture->document), 0)->token.id, ==,
    id);
}

/* Nodes do not overlap, and a click on each finds it. */
static void
test_beam_pane_nodes_lie_apart (Fixture       *fixture,
                                gconstpointer  data)
{
  HeedBeamTree *tree = heed_document_get_translation (fixture->document)->tree;
  GdkRectangle one, two;
  const HeedBeamNode *first = tree->root->first_child;

  for (const HeedBeamNode *node = first; node != NULL; node = node->next_sibling)
    for (const HeedBeamNode *other = node->next_sibling; other != NULL;
         other = other->next_sibling)
      {
        g_assert_true (
          heed_beam_tree_view_find_place (HEED_BEAM_TREE_VIEW (fixture->tree), node, &one));
        g_assert_true (
          heed_beam_tree_view_find_place (HEED_BEAM_TREE_VIEW (fixture->tree), other, &two));
        g_assert_false (gdk_rectangle_intersect (&one, &two, NULL));
      }

  drawn_press (fixture->tree, 1, one.x + 5, one.y + 5);
  g_assert_nonnull (get_selected (fixture));
  heed_beam_tree_view_find_place (HEED_BEAM_TREE_VIEW (fixture->tree), get_selected (fixture),
                                  &two);
  g_assert_true (gdk_rectangle_contains_point (&two, one.x + 5, one.y + 5));
}

/* Draws the tree, and takes the end of its first node, where the probability is. */
static cairo_surface_t *
draw_number (Fixture *fixture)
{
  const HeedBeamNode *node =
    heed_document_get_translation (fixture->document)->tree->root->first_child;
  cairo_surface_t *number =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, NUMBER_PX, NODE_HEIGHT_PX);
  cairo_surface_t *picture = drawn_snapshot (fixture->tree);
  cairo_t *cr = cairo_create (number);
  GdkRectangle place;

  g_assert_true (
    heed_beam_tree_view_find_place (HEED_BEAM_TREE_VIEW (fixture->tree), node, &place));
  cairo_set_source_surface (cr, picture, NUMBER_PX + 2 - place.x - place.width, -place.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);

  return number;
}

/* The same however long the token before it is, and another for another probability. */
static void
test_beam_pane_probabilities_are_whole (Fixture       *fixture,
                                        gconstpointer  data)
{
  HeedBeamNode *node =
    (HeedBeamNode *) heed_document_get_translation (fixture->document)->tree->root->first_child;
  const char *text = node->token.text;
  double log_prob = node->log_prob;
  cairo_surface_t *with_short, *with_long, *of_another;

  while (gtk_widget_get_width (fixture->tree) == 0)
    g_main_context_iteration (NULL, TRUE);

  node->token.text = (char *) "a";
  with_short = draw_number (fixture);
  node->token.text = (char *) "uncharacteristically";
  with_long = draw_number (fixture);
  node->log_prob = log_prob - 1.0;
  of_another = draw_number (fixture);
  node->log_prob = log_prob;
  node->token.text = (char *) text;
  g_assert_true (drawn_are_equal (with_short, with_long, 0, 0, NUMBER_PX, NODE_HEIGHT_PX));
  g_assert_false (drawn_are_equal (with_short, of_another, 0, 0, NUMBER_PX, NODE_HEIGHT_PX));
  cairo_surface_destroy (with_short);
  cairo_surface_destroy (with_long);
  cairo_surface_destroy (of_another);
}

/* What is selected in the tree before the changes must not pass for their result. */
static void
test_beam_pane_tree_before_changes_is_only_read (Fixture       *fixture,
                                                 gconstpointer  data)
{
  HeedDocument *document = fixture->document;
  GtkListBox *list = GTK_LIST_BOX (fixture->list);
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;
  const HeedBeamNode *best;

  heed_document_set_hidden (document, 4, TRUE);
  while (heed_document_get_free_translation (document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
  changed = dup_target (document);

  heed_document_set_shows_before (document, TRUE);

  best = get_selected (fixture);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_assert_true (get_selected (fixture) == best);
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  drawn_press_key (fixture->tree, GDK_KEY_Left, 0);
  g_assert_true (get_selected (fixture) == best);
  drawn_press_key (fixture->tree, GDK_KEY_Return, 0);
  g_assert_cmpuint (heed_change_list_get_n (heed_document_get_changes (document)), ==, 1);

  heed_document_set_shows_before (document, FALSE);
  after = dup_target (document);
  g_assert_cmpstr (after, ==, changed);
  g_assert_null (heed_document_get_branch (document));
}

#define ADD(name, function)                                                                       \
  g_test_add ("/app/beam-pane/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  ADD ("menu-says-what-is-shown", test_beam_pane_menu_says_what_is_shown);
  ADD ("lists-hypotheses", test_beam_pane_lists_hypotheses);
  ADD ("tree-is-walked-by-keys", test_beam_pane_tree_is_walked_by_keys);
  ADD ("return-takes-a-branch", test_beam_pane_return_takes_a_branch);
  ADD ("tree-before-changes-is-only-read", test_beam_pane_tree_before_changes_is_only_read);
  ADD ("nodes-lie-apart", test_beam_pane_nodes_lie_apart);
  ADD ("probabilities-are-whole", test_beam_pane_probabilities_are_whole);

  return g_test_run ();
}
