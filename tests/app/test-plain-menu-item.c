/* test-plain-menu-item.c — labels of menu items that are shown as they are
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/desktop/plain-menu-item.h"

static void
assert_label (const char *label,
              const char *expected)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *found = NULL;
  g_autofree char *target = NULL;

  heed_plain_menu_item_append (menu, label, "win.open", g_variant_new_string ("a_b"));
  g_assert_true (g_menu_model_get_item_attribute (G_MENU_MODEL (menu), 0, G_MENU_ATTRIBUTE_LABEL,
                                                  "s", &found));
  g_assert_cmpstr (found, ==, expected);
  g_assert_true (g_menu_model_get_item_attribute (G_MENU_MODEL (menu), 0, G_MENU_ATTRIBUTE_TARGET,
                                                  "s", &target));
  g_assert_cmpstr (target, ==, "a_b");
}

static void
test_plain_menu_item_has_no_mnemonic (void)
{
  assert_label ("~/my_session.heed", "~/my__session.heed");
  assert_label ("__init__", "____init____");
  assert_label ("3. Look here (2 min)", "3. Look here (2 min)");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/plain-menu-item/has-no-mnemonic", test_plain_menu_item_has_no_mnemonic);

  return g_test_run ();
}
