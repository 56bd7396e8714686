/* test-site-chooser.c — every layer and head that a model has can be chosen, and no other
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/site-ranges.c
 */

#include "drawn.h"
#include "ui/site-chooser.h"
#include "ui/style.h"

/* Ranges of cross-attention, encoder and decoder self-attention. */
static const HeedSiteRange plain[] = { { 1, 1 }, { 0, 0 }, { 0, 0 } };
static const HeedSiteRange none[] = { { 0, 0 }, { 0, 0 }, { 0, 0 } };
static const HeedSiteRange heads[] = { { 1, 4 }, { 0, 0 }, { 0, 0 } };
static const HeedSiteRange transformer[] = { { 3, 2 }, { 6, 8 }, { 3, 2 } };

typedef struct {
  GtkWidget         *window;
  GtkWidget         *widget;
  HeedSiteChooser   *chooser;
  HeedAttentionSite  chosen;
  guint              n_chosen;
} Fixture;

static void
chosen_cb (HeedSiteChooser *chooser,
           int              kind,
           int              layer,
           int              head,
           Fixture         *fixture)
{
  fixture->chosen = (HeedAttentionSite) { (HeedAttentionKind) kind, layer, head };
  fixture->n_chosen++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box;

  fixture->widget = heed_site_chooser_new ();
  fixture->chooser = HEED_SITE_CHOOSER (fixture->widget);
  g_signal_connect (fixture->widget, "site-chosen", G_CALLBACK (chosen_cb), fixture);

  /* The widget may be invisible, but the window helper waits until its child is shown. */
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (box), fixture->widget);
  fixture->window = drawn_window_new (box, 600, 60);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static GtkDropDown *
get_list (Fixture *fixture,
          guint    index)
{
  return GTK_DROP_DOWN (drawn_find (fixture->widget, GTK_TYPE_DROP_DOWN, index));
}

/* Returns the entries of a list, separated by "|"; "" if the list is not shown. */
static char *
read_list (Fixture *fixture,
           guint    index)
{
  GtkDropDown *list = get_list (fixture, index);
  GListModel *model = gtk_drop_down_get_model (list);
  GString *text = g_string_new (NULL);

  for (guint i = 0;
       gtk_widget_get_visible (GTK_WIDGET (list)) && i < g_list_model_get_n_items (model); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            gtk_string_list_get_string (GTK_STRING_LIST (model), i));

  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture    *fixture,
             guint       index,
             const char *expected)
{
  g_autofree char *text = read_list (fixture, index);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_site (HeedAttentionSite  site,
             HeedAttentionKind  kind,
             int                layer,
             int                head)
{
  g_assert_cmpint (site.kind, ==, kind);
  g_assert_cmpint (site.layer, ==, layer);
  g_assert_cmpint (site.head, ==, head);
}

static void
test_site_chooser_one_attention_is_no_choice (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (fixture->widget));
  heed_site_chooser_set_ranges (fixture->chooser, plain);
  g_assert_false (gtk_widget_get_visible (fixture->widget));
  heed_site_chooser_set_ranges (fixture->chooser, none);
  g_assert_false (gtk_widget_get_visible (fixture->widget));

  /* No child was created for it either. */
  g_assert_null (gtk_widget_get_first_child (fixture->widget));
}

static void
test_site_chooser_shows_what_there_is (Fixture       *fixture,
                                       gconstpointer  data)
{
  heed_site_chooser_set_ranges (fixture->chooser, heads);
  g_assert_true (gtk_widget_get_visible (fixture->widget));
  assert_list (fixture, 0, "");
  assert_list (fixture, 1, "");
  assert_list (fixture, 2, "Mean of heads|Head 1|Head 2|Head 3|Head 4");

  heed_site_chooser_set_ranges (fixture->chooser, transformer);
  assert_list (fixture, 0, "Cross|Encoder self|Decoder self");
  assert_list (fixture, 1, "Layer 1|Layer 2|Layer 3");
  assert_list (fixture, 2, "Mean of heads|Head 1|Head 2");

  heed_site_chooser_set_ranges (fixture->chooser, plain);
  g_assert_false (gtk_widget_get_visible (fixture->widget));
}

static void
test_site_chooser_says_what_was_chosen (Fixture       *fixture,
                                        gconstpointer  data)
{
  heed_site_chooser_set_ranges (fixture->chooser, transformer);
  g_assert_cmpuint (fixture->n_chosen, ==, 0);

  gtk_drop_down_set_selected (get_list (fixture, 1), 2);
  assert_site (fixture->chosen, HEED_ATTENTION_CROSS, 2, HEED_HEAD_MEAN);
  gtk_drop_down_set_selected (get_list (fixture, 2), 2);
  assert_site (fixture->chosen, HEED_ATTENTION_CROSS, 2, 1);
  gtk_drop_down_set_selected (get_list (fixture, 0), 1);
  assert_site (fixture->chosen, HEED_ATTENTION_ENCODER_SELF, 2, 1);
  g_assert_cmpuint (fixture->n_chosen, ==, 3);
  assert_site (heed_site_chooser_get_site (fixture->chooser), HEED_ATTENTION_ENCODER_SELF, 2, 1);
}

/* The lists of layers and heads belong to the selected kind. */
static void
test_site_chooser_stays_inside_the_kind (Fixture       *fixture,
                                         gconstpointer  data)
{
  heed_site_chooser_set_ranges (fixture->chooser, transformer);
  heed_site_chooser_set_site (fixture->chooser,
                              (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 5, 7 });
  assert_list (fixture, 1, "Layer 1|Layer 2|Layer 3|Layer 4|Layer 5|Layer 6");
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (fixture, 2)), ==, 8);

  gtk_drop_down_set_selected (get_list (fixture, 0), 2);
  assert_site (fixture->chosen, HEED_ATTENTION_DECODER_SELF, 2, HEED_HEAD_MEAN);
  assert_list (fixture, 1, "Layer 1|Layer 2|Layer 3");

  heed_site_chooser_set_ranges (fixture->chooser, plain);
  assert_site (heed_site_chooser_get_site (fixture->chooser), HEED_ATTENTION_CROSS, 0,
               HEED_HEAD_MEAN);
}

static void
test_site_chooser_set_is_not_chosen (Fixture       *fixture,
                                     gconstpointer  data)
{
  heed_site_chooser_set_ranges (fixture->chooser, transformer);
  heed_site_chooser_set_site (fixture->chooser,
                              (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 1, 0 });
  heed_site_chooser_set_ranges (fixture->chooser, heads);

  g_assert_cmpuint (fixture->n_chosen, ==, 0);
  assert_site (heed_site_chooser_get_site (fixture->chooser), HEED_ATTENTION_CROSS, 0, 0);
}

/* The kinds differ, but their number is the same. */
static void
test_site_chooser_kinds_are_those_of_the_model (Fixture       *fixture,
                                                gconstpointer  data)
{
  const HeedSiteRange with_encoder[] = { { 1, 1 }, { 2, 1 }, { 0, 0 } };
  const HeedSiteRange with_decoder[] = { { 1, 1 }, { 0, 0 }, { 2, 1 } };

  heed_site_chooser_set_ranges (fixture->chooser, with_encoder);
  assert_list (fixture, 0, "Cross|Encoder self");
  heed_site_chooser_set_ranges (fixture->chooser, with_decoder);
  assert_list (fixture, 0, "Cross|Decoder self");
  gtk_drop_down_set_selected (get_list (fixture, 0), 1);
  assert_site (fixture->chosen, HEED_ATTENTION_DECODER_SELF, 0, HEED_HEAD_MEAN);
}

static void
test_site_chooser_lists_are_labelled_and_focusable (Fixture       *fixture,
                                                    gconstpointer  data)
{
  const char *const labels[] = { "Attention", "Layer", "Head" };

  heed_site_chooser_set_ranges (fixture->chooser, transformer);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_test_accessible_assert_property (get_list (fixture, i), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           labels[i]);
      g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_TAB_FORWARD));
    }
  g_assert_false (gtk_widget_child_focus (fixture->widget, GTK_DIR_TAB_FORWARD));
}

static void
heads_chosen_cb (HeedSiteChooser *chooser,
                 guint64          chosen,
                 guint64         *kept)
{
  *kept = chosen;
  heed_site_chooser_set_site (chooser, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0,
                                                             HEED_HEAD_MEAN });
  heed_site_chooser_set_heads (chooser, chosen);
}

static GtkWidget *
get_box (GtkWidget *button,
         guint      index)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  GtkWidget *box = gtk_widget_get_first_child (gtk_popover_get_child (popover));

  while (index-- > 0)
    box = gtk_widget_get_next_sibling (box);

  return box;
}

/* All boxes are checked for the mean; after unchecking some, the mean
 * of the rest is shown, with a name of its own. */
static void
test_site_chooser_several_heads_are_boxes (Fixture       *fixture,
                                           gconstpointer  data)
{
  guint64 chosen = 0;
  GtkWidget *button;
  g_autofree char *list = NULL;

  heed_site_chooser_set_ranges (fixture->chooser, heads);
  button = drawn_find (fixture->widget, GTK_TYPE_MENU_BUTTON, 0);
  g_assert_false (gtk_widget_get_visible (button));
  heed_site_chooser_offer_heads (fixture->chooser);
  g_assert_true (gtk_widget_get_visible (button));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Choose several heads: their mean is shown");

  g_signal_connect (fixture->widget, "heads-chosen", G_CALLBACK (heads_chosen_cb), &chosen);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  for (guint i = 0; i < 4; i++)
    g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_box (button, i))));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_box (button, 0)), FALSE);
  g_assert_cmpuint (chosen, ==, 0xe);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_box (button, 2)), FALSE);
  g_assert_cmpuint (chosen, ==, 0xa);
  list = read_list (fixture, 2);
  g_assert_cmpstr (list, ==, "Mean of heads|Head 1|Head 2|Head 3|Head 4|Mean of heads 2, 4");
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (fixture, 2)), ==, 5);

  gtk_drop_down_set_selected (get_list (fixture, 2), 3);
  g_assert_cmpint (fixture->chosen.head, ==, 2);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_box (button, 1))));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_box (button, 2))));

  /* The checked heads stay an entry of the list. */
  chosen = 0;
  gtk_drop_down_set_selected (get_list (fixture, 2), 5);
  while (chosen == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (chosen, ==, 0xa);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (fixture, 2)), ==, 5);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

static void
assert_text (const HeedSiteRange *ranges,
             HeedAttentionSite    site,
             const char          *expected)
{
  g_autofree char *text = heed_site_ranges_dup_text (ranges, site);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_site_chooser_text_names_what_can_be_chosen (Fixture       *fixture,
                                                 gconstpointer  data)
{
  assert_text (plain, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN }, "");
  assert_text (heads, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 3 }, "Head 4");
  assert_text (transformer, (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 5, HEED_HEAD_MEAN },
               "Encoder self · Layer 6 · Mean of heads");
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/site-chooser/one-attention-is-no-choice", test_site_chooser_one_attention_is_no_choice);
  add ("/ui/site-chooser/shows-what-there-is", test_site_chooser_shows_what_there_is);
  add ("/ui/site-chooser/says-what-was-chosen", test_site_chooser_says_what_was_chosen);
  add ("/ui/site-chooser/stays-inside-the-kind", test_site_chooser_stays_inside_the_kind);
  add ("/ui/site-chooser/set-is-not-chosen", test_site_chooser_set_is_not_chosen);
  add ("/ui/site-chooser/kinds-are-those-of-the-model",
       test_site_chooser_kinds_are_those_of_the_model);
  add ("/ui/site-chooser/several-heads-are-boxes", test_site_chooser_several_heads_are_boxes);
  add ("/ui/site-chooser/text-names-what-can-be-chosen",
       test_site_chooser_text_names_what_can_be_chosen);
  add ("/ui/site-chooser/lists-are-labelled-and-focusable",
       test_site_chooser_lists_are_labelled_and_focusable);

  return g_test_run ();
}
