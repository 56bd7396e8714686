/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes/change-list.h"
#include "app/core/changes/replacement.h"
#include "app/core/translation/walk.h"

static HeedChange
make_replaced (guint          position,
               guint          n_replaced,
               const guint32 *ids,
               guint          n_ids)
{
  return (HeedChange) { .kind = HEED_CHANGE_REPLACED, .is_on = TRUE, .position = (int) position,
                        .n_replaced = n_replaced, .ids = ids, .n_ids = n_ids, .label = "old",
                        .replacement = "new" };
}

static void
put_hidden (HeedChangeList *list,
            int             position)
{
  const HeedChange hidden = { .kind = HEED_CHANGE_HIDDEN, .is_on = TRUE, .position = position,
                              .label = "x" };

  heed_change_list_put (list, heed_change_new (&hidden));
}

static void
put_replaced (HeedChangeList *list,
              guint           position,
              guint           n_replaced,
              const guint32  *ids,
              guint           n_ids)
{
  const HeedChange change = make_replaced (position, n_replaced, ids, n_ids);

  heed_change_list_put (list, heed_change_new (&change));
}

static const guint32 ids[] = { 40, 41, 42 };

/* --- The sentence --- */

static HeedModel *
load_model (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), "copy.safetensors", NULL);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static void
assert_source (HeedSession   *session,
               const guint32 *expected,
               guint          n_expected)
{
  guint n_tokens;
  const HeedToken *tokens = heed_session_get_source (session, &n_tokens);

  g_assert_cmpuint (n_tokens, ==, n_expected);
  for (guint i = 0; i < n_tokens; i++)
    g_assert_cmpuint (tokens[i].id, ==, expected[i]);
}

/* One of two adjacent tokens is replaced by three, and a later one by one; positions are those
 * of the sentence as it is read. The end token that the model adds occurs once. */
static void
test_replacement_is_read_instead (void)
{
  g_autoptr(HeedModel) model = load_model ();
  g_autoptr(HeedSession) plain = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedChanges) changes = heed_changes_new ();
  g_autoptr(GError) error = NULL;
  const guint32 given[] = { 5, 6, 7, 8 };
  guint32 three[] = { 9, 10, 11 };
  guint32 one[] = { 12 };
  const HeedReplaced late = { 5, 1, one, 1 };
  const HeedReplaced early = { 1, 1, three, 3 };
  const HeedReplaced behind = { 60, 1, one, 1 };
  guint n_tokens;
  const HeedToken *tokens;
  g_autoptr(GArray) expected = g_array_new (FALSE, FALSE, sizeof (guint32));

  plain = heed_session_new_from_ids (model, given, G_N_ELEMENTS (given), &error);
  g_assert_no_error (error);
  tokens = heed_session_get_source (plain, &n_tokens);
  for (guint i = 0; i < n_tokens; i++)
    g_array_append_val (expected, tokens[i].id);
  g_array_remove_range (expected, 1, 1);
  g_array_insert_vals (expected, 1, three, 3);
  g_array_index (expected, guint32, 5) = 12;

  heed_changes_replace (changes, &late);
  heed_changes_replace (changes, &early);
  heed_changes_replace (changes, &behind);
  session = heed_replacement_make (heed_session_fork (plain), changes, &error);
  g_assert_no_error (error);
  assert_source (session, (const guint32 *) (gpointer) expected->data, expected->len);
}

static void
test_replacement_of_nothing_is_the_session (void)
{
  g_autoptr(HeedModel) model = load_model ();
  g_autoptr(HeedChanges) changes = heed_changes_new ();
  g_autoptr(HeedSession) session = heed_session_new_from_ids (model, ids, 0, NULL);
  HeedSession *same = heed_replacement_make (session, changes, NULL);

  g_assert_true (same == session);
}

static void
test_replacement_that_is_no_token_is_refused (void)
{
  g_autoptr(HeedModel) model = load_model ();
  g_autoptr(HeedChanges) changes = heed_changes_new ();
  g_autoptr(GError) error = NULL;
  guint32 none[] = { 4000000 };
  const guint32 given[] = { 5, 6 };
  const HeedReplaced replaced = { 0, 1, none, 1 };

  heed_changes_replace (changes, &replaced);
  g_assert_null (heed_replacement_make (heed_session_new_from_ids (model, given, 2, NULL), changes,
                                        &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
}

/* --- What else was changed --- */

static int
get_position (HeedChangeList *list,
              guint           i)
{
  return heed_change_list_get (list, i)->position;
}

/* One token becomes three: later positions move by two, earlier ones stay, and changes of
 * the replaced token are dropped. Undoing restores everything. */
static void
test_replacement_moves_what_is_behind (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();

  put_hidden (list, 1);
  put_hidden (list, 2);
  put_hidden (list, 5);
  put_replaced (list, 2, 1, ids, 3);
  g_assert_cmpuint (heed_change_list_get_n (list), ==, 3);
  g_assert_cmpint (get_position (list, 0), ==, 1);
  g_assert_cmpint (get_position (list, 1), ==, 7);
  g_assert_cmpint (get_position (list, 2), ==, 2);

  heed_change_list_set_on (list, 2, FALSE);
  g_assert_cmpint (get_position (list, 1), ==, 5);
  heed_change_list_set_on (list, 2, TRUE);
  g_assert_cmpint (get_position (list, 1), ==, 7);

  heed_change_list_remove (list, 2);
  g_assert_cmpuint (heed_change_list_get_n (list), ==, 2);
  g_assert_cmpint (get_position (list, 1), ==, 5);

  while (heed_change_list_can_undo (list))
    heed_change_list_undo (list);
  g_assert_cmpuint (heed_change_list_get_n (list), ==, 0);
  for (guint i = 0; i < 4; i++)
    heed_change_list_redo (list);
  g_assert_cmpint (get_position (list, 1), ==, 7);
}

/* Replacing one token by one moves no position, hidden ones included. */
static void
test_replacement_one_by_one_moves_nothing (void)
{
  g_autoptr(HeedChangeList) list = heed_change_list_new ();

  put_hidden (list, 2);
  put_hidden (list, 3);
  put_replaced (list, 2, 1, ids, 1);
  g_assert_cmpuint (heed_change_list_get_n (list), ==, 3);
  g_assert_cmpint (get_position (list, 0), ==, 2);
  g_assert_cmpint (get_position (list, 1), ==, 3);
}

/* The keys of a row move, and in the encoder its query as well; a decoding step does not. */
static void
test_replacement_moves_keys (void)
{
  const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 0, 0 };
  const HeedAttentionSite back = { HEED_ATTENTION_DECODER_SELF, 0, 0 };
  const HeedAttentionSite encoder = { HEED_ATTENTION_ENCODER_SELF, 0, 0 };
  const HeedPin pins[] = { { cross, 6, 0, 0.5f }, { cross, 6, 2, 0.25f }, { cross, 6, 4, 0.25f } };
  const HeedPin backward[] = { { back, 6, 4, 1.0f } };
  const HeedPin own[] = { { encoder, 4, 3, 1.0f } };
  const HeedChange rows[] = {
    { .kind = HEED_CHANGE_ROW, .site = cross, .position = 6, .pins = pins, .n_pins = 3 },
    { .kind = HEED_CHANGE_ROW, .site = back, .position = 6, .pins = backward, .n_pins = 1 },
    { .kind = HEED_CHANGE_ROW, .site = encoder, .position = 4, .pins = own, .n_pins = 1 },
  };
  g_autoptr(HeedChange) moved = heed_replacement_new_moved (&rows[0], 2, 1, 2);
  g_autoptr(HeedChange) same = heed_replacement_new_moved (&rows[1], 2, 1, 2);
  g_autoptr(HeedChange) further = heed_replacement_new_moved (&rows[2], 2, 1, 2);

  g_assert_cmpint (moved->position, ==, 6);
  g_assert_cmpuint (moved->n_pins, ==, 2);
  g_assert_cmpuint (moved->pins[0].key, ==, 0);
  g_assert_cmpuint (moved->pins[1].key, ==, 5);
  g_assert_cmpuint (same->pins[0].key, ==, 4);
  g_assert_cmpint (further->position, ==, 5);
  g_assert_cmpuint (further->pins[0].position, ==, 5);
  g_assert_cmpuint (further->pins[0].key, ==, 4);
  g_assert_null (heed_replacement_new_moved (&rows[2], 4, 1, 2));
}

/* A replacement within a replacement is merged into one change,
 * which names the tokens of the original sentence. */
static void
test_replacement_of_a_replacement_is_one (void)
{
  const guint32 other[] = { 50 };
  const HeedChange before = make_replaced (2, 1, ids, 3);
  const HeedChange wanted = make_replaced (3, 1, other, 1);
  g_autoptr(HeedChange) both = heed_replacement_new (&before, &wanted);

  g_assert_cmpint (both->position, ==, 2);
  g_assert_cmpuint (both->n_replaced, ==, 1);
  g_assert_cmpuint (both->n_ids, ==, 3);
  g_assert_cmpuint (both->ids[0], ==, 40);
  g_assert_cmpuint (both->ids[1], ==, 50);
  g_assert_cmpuint (both->ids[2], ==, 42);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/replacement/is-read-instead", test_replacement_is_read_instead);
  g_test_add_func ("/app/replacement/of-nothing-is-the-session",
                   test_replacement_of_nothing_is_the_session);
  g_test_add_func ("/app/replacement/no-token-is-refused",
                   test_replacement_that_is_no_token_is_refused);
  g_test_add_func ("/app/replacement/moves-what-is-behind", test_replacement_moves_what_is_behind);
  g_test_add_func ("/app/replacement/one-by-one-moves-nothing",
                   test_replacement_one_by_one_moves_nothing);
  g_test_add_func ("/app/replacement/moves-keys", test_replacement_moves_keys);
  g_test_add_func ("/app/replacement/of-a-replacement-is-one",
                   test_replacement_of_a_replacement_is_one);

  return g_test_run ();
}
