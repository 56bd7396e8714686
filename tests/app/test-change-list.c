/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/changes/change.c
 */

#include "app/core/changes/change-list.h"

static const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN };

static HeedChange *
new_hidden (int position)
{
  return heed_change_new (
    &(HeedChange) { .kind = HEED_CHANGE_HIDDEN, .is_on = TRUE, .position = position });
}

static HeedChange *
new_token (int     position,
           guint32 id)
{
  return heed_change_new (&(HeedChange) {
    .kind = HEED_CHANGE_TOKEN, .is_on = TRUE, .position = position, .token_id = id });
}

/* Writes the changes as "h2 t5=7 -h3"; a minus marks a disabled change. */
static char *
describe (HeedChangeList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < heed_change_list_get_n (list); i++)
    {
      const HeedChange *change = heed_change_list_get (list, i);

      g_string_append (text, i > 0 ? " " : "");
      g_string_append (text, change->is_on ? "" : "-");
      if (change->kind == HEED_CHANGE_HIDDEN)
        g_string_append_printf (text, "h%d", change->position);
      else
        g_string_append_printf (text, "t%d=%u", change->position, change->token_id);
    }

  return g_string_free (text, FALSE);
}

static void
assert_list (HeedChangeList *list,
             const char     *expected)
{
  g_autofree char *text = describe (list);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_change_list_goes_back_and_forth (void)
{
  static const char *const states[] = { "", "h2", "h2 t5=7", "-h2 t5=7", "t5=7", "" };
  g_autoptr(HeedChangeList) list = heed_change_list_new ();

  heed_change_list_put (list, new_hidden (2));
  heed_change_list_put (list, new_token (5, 7));
  heed_change_list_set_on (list, 0, FALSE);
  heed_change_list_set_on (list, 0, FALSE);
  heed_change_list_remove (list, 0);
  heed_change_list_clear (list);
  heed_change_list_clear (list);

  for (guint i = G_N_ELEMENTS (states); i-- > 0;)
    {
      assert_list (list, states[i]);
      g_assert_cmpint (heed_change_list_can_undo (list), ==, i > 0);
      heed_change_list_undo (list);
    }

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      assert_list (list, states[i]);
      g_assert_cmpint (heed_change_list_can_redo (list), ==, i + 1 < G_N_ELEMENTS (states));
      heed_change_list_redo (list);
    }
}

static void
test_change_list_new_change_ends_what_could_be_redone (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();

  heed_change_list_put (list, new_hidden (2));
  heed_change_list_put (list, new_hidden (3));
  heed_change_list_undo (list);
  heed_change_list_put (list, new_hidden (4));

  g_assert_false (heed_change_list_can_redo (list));
  assert_list (list, "h2 h4");
}

static void
test_change_list_token_forgets_those_after_it (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();

  heed_change_list_put (list, new_hidden (9));
  heed_change_list_choose (list, new_token (1, 11));
  heed_change_list_choose (list, new_token (4, 44));
  heed_change_list_choose (list, new_token (2, 22));
  assert_list (list, "h9 t1=11 t2=22");

  heed_change_list_unchoose (list, 3);
  heed_change_list_unchoose (list, 2);
  assert_list (list, "h9 t1=11");
  heed_change_list_undo (list);
  heed_change_list_undo (list);
  assert_list (list, "h9 t1=11 t4=44");
}

static void
count_cb (HeedChangeList *list,
          guint          *count)
{
  (*count)++;
}

static void
test_change_list_drag_is_one_thing_to_undo (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();
  guint n_changed = 0;

  heed_change_list_put (list, new_token (0, 1));
  g_signal_connect (list, "changed", G_CALLBACK (count_cb), &n_changed);
  heed_change_list_begin (list);
  for (guint id = 2; id < 10; id++)
    heed_change_list_put (list, new_token (0, id));
  heed_change_list_end (list);
  g_assert_cmpuint (n_changed, ==, 8);
  assert_list (list, "t0=9");

  heed_change_list_undo (list);
  assert_list (list, "t0=1");
  heed_change_list_redo (list);
  assert_list (list, "t0=9");

  /* The next drag is a separate change. */
  heed_change_list_begin (list);
  heed_change_list_put (list, new_token (0, 20));
  heed_change_list_undo (list);
  assert_list (list, "t0=9");
}

static void
test_change_list_other_sentence_has_no_history (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();

  heed_change_list_put (list, new_hidden (1));
  heed_change_list_undo (list);
  heed_change_list_put (list, new_hidden (2));
  heed_change_list_forget (list);

  assert_list (list, "");
  g_assert_false (heed_change_list_can_undo (list));
  g_assert_false (heed_change_list_can_redo (list));
}

static void
test_change_list_only_what_is_on_is_done (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();
  g_autoptr(HeedChanges) changes = NULL;
  const HeedChange silent = { .kind = HEED_CHANGE_SILENCED, .is_on = TRUE, .site = cross };
  const HeedChange sharp = { .kind = HEED_CHANGE_TEMPER, .is_on = TRUE, .site = cross,
                             .position = 3, .factor = 2.0f };

  heed_change_list_put (list, new_hidden (2));
  heed_change_list_put (list, new_hidden (4));
  heed_change_list_put (list, new_token (5, 55));
  heed_change_list_put (list, heed_change_new (&silent));
  heed_change_list_put (list, heed_change_new (&sharp));
  heed_change_list_set_on (list, 1, FALSE);
  changes = heed_change_list_dup_changes (list);

  g_assert_true (heed_changes_is_hidden (changes, 2));
  g_assert_false (heed_changes_is_hidden (changes, 4));
  g_assert_cmpuint (heed_changes_find_choice (changes, 5)->token_id, ==, 55);
  g_assert_cmpuint (changes->silenced->len, ==, 1);
  g_assert_cmpuint (changes->tempers->len, ==, 1);
  g_assert_cmpuint (heed_changes_get_n_steps (changes), ==, 6);
}

/* Setting a second cell to 0.5 of the remaining weight scales the first with the rest. */
static void
test_change_list_cells_of_a_row_keep_their_proportions (void)
{
  const HeedPin first = { cross, 3, 1, 0.8f };
  const HeedPin second = { cross, 3, 4, 0.5f };
  g_autoptr(HeedChange) one = heed_change_new_cells_set (NULL, &first, 1, 0.1f, "cup");
  g_autoptr(HeedChange) two = heed_change_new_cells_set (one, &second, 1, 0.1f, "tea");

  g_assert_true (heed_change_is_of_same (one, two));
  g_assert_cmpuint (two->n_pins, ==, 2);
  g_assert_cmpuint (two->pins[0].key, ==, 1);
  g_assert_cmpfloat_with_epsilon (two->pins[0].weight, 0.8f * 0.5f / 0.9f, 1e-6f);
  g_assert_cmpfloat (two->pins[1].weight, ==, 0.5f);
  g_assert_cmpstr (two->label, ==, "tea");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/change-list/goes-back-and-forth", test_change_list_goes_back_and_forth);
  g_test_add_func ("/app/change-list/new-change-ends-what-could-be-redone",
                   test_change_list_new_change_ends_what_could_be_redone);
  g_test_add_func ("/app/change-list/token-forgets-those-after-it",
                   test_change_list_token_forgets_those_after_it);
  g_test_add_func ("/app/change-list/drag-is-one-thing-to-undo",
                   test_change_list_drag_is_one_thing_to_undo);
  g_test_add_func ("/app/change-list/other-sentence-has-no-history",
                   test_change_list_other_sentence_has_no_history);
  g_test_add_func ("/app/change-list/only-what-is-on-is-done",
                   test_change_list_only_what_is_on_is_done);
  g_test_add_func ("/app/change-list/cells-of-a-row-keep-their-proportions",
                   test_change_list_cells_of_a_row_keep_their_proportions);

  return g_test_run ();
}
