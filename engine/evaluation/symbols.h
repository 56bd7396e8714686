/* symbols.h — the tokens of a corpus as numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

/* One sentence; equal tokens of one corpus have equal numbers. */
typedef struct {
  guint32 *symbols;
  guint    n_symbols;
} HeedSymbols;

typedef struct _HeedSymbolTable HeedSymbolTable;

HeedSymbolTable *heed_symbol_table_new  (HeedBleuTokenizer   tokenizer);
void             heed_symbol_table_free (HeedSymbolTable    *table);
HeedSymbols      heed_symbol_table_read (HeedSymbolTable    *table,
                                         const char         *line);
void             heed_symbols_clear     (HeedSymbols        *symbols);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSymbolTable, heed_symbol_table_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedSymbols, heed_symbols_clear)
