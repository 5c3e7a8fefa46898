// Package bounds is about code that is large or tangled: verdicts may end in
// unknown there, and must come soon.
package bounds

import (
	"net/http"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

// manyCases is the switch of a generated file.
func manyCases(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "column_000", "column_001", "column_002", "column_003":
	case "column_004", "column_005", "column_006", "column_007":
	case "column_008", "column_009", "column_010", "column_011":
	case "column_012", "column_013", "column_014", "column_015":
	case "column_016", "column_017", "column_018", "column_019":
	case "column_020", "column_021", "column_022", "column_023":
	case "column_024", "column_025", "column_026", "column_027":
	case "column_028", "column_029", "column_030", "column_031":
	case "column_032", "column_033", "column_034", "column_035":
	case "column_036", "column_037", "column_038", "column_039":
	case "column_040", "column_041", "column_042", "column_043":
	case "column_044", "column_045", "column_046", "column_047":
	case "column_048", "column_049", "column_050", "column_051":
	case "column_052", "column_053", "column_054", "column_055":
	case "column_056", "column_057", "column_058", "column_059":
	case "column_060", "column_061", "column_062", "column_063":
	case "column_064", "column_065", "column_066", "column_067":
	case "column_068", "column_069", "column_070", "column_071":
	case "column_072", "column_073", "column_074", "column_075":
	case "column_076", "column_077", "column_078", "column_079":
	case "column_080", "column_081", "column_082", "column_083":
	case "column_084", "column_085", "column_086", "column_087":
	case "column_088", "column_089", "column_090", "column_091":
	case "column_092", "column_093", "column_094", "column_095":
	case "column_096", "column_097", "column_098", "column_099":
	case "column_100", "column_101", "column_102", "column_103":
	case "column_104", "column_105", "column_106", "column_107":
	case "column_108", "column_109", "column_110", "column_111":
	case "column_112", "column_113", "column_114", "column_115":
	case "column_116", "column_117", "column_118", "column_119":
	case "column_120", "column_121", "column_122", "column_123":
	case "column_124", "column_125", "column_126", "column_127":
	case "column_128", "column_129", "column_130", "column_131":
	case "column_132", "column_133", "column_134", "column_135":
	case "column_136", "column_137", "column_138", "column_139":
	case "column_140", "column_141", "column_142", "column_143":
	case "column_144", "column_145", "column_146", "column_147":
	case "column_148", "column_149", "column_150", "column_151":
	case "column_152", "column_153", "column_154", "column_155":
	case "column_156", "column_157", "column_158", "column_159":
	case "column_160", "column_161", "column_162", "column_163":
	case "column_164", "column_165", "column_166", "column_167":
	case "column_168", "column_169", "column_170", "column_171":
	case "column_172", "column_173", "column_174", "column_175":
	case "column_176", "column_177", "column_178", "column_179":
	case "column_180", "column_181", "column_182", "column_183":
	case "column_184", "column_185", "column_186", "column_187":
	case "column_188", "column_189", "column_190", "column_191":
	case "column_192", "column_193", "column_194", "column_195":
	case "column_196", "column_197", "column_198", "column_199":
	case "column_200", "column_201", "column_202", "column_203":
	case "column_204", "column_205", "column_206", "column_207":
	case "column_208", "column_209", "column_210", "column_211":
	case "column_212", "column_213", "column_214", "column_215":
	case "column_216", "column_217", "column_218", "column_219":
	case "column_220", "column_221", "column_222", "column_223":
	case "column_224", "column_225", "column_226", "column_227":
	case "column_228", "column_229", "column_230", "column_231":
	case "column_232", "column_233", "column_234", "column_235":
	case "column_236", "column_237", "column_238", "column_239":
	case "column_240", "column_241", "column_242", "column_243":
	case "column_244", "column_245", "column_246", "column_247":
	case "column_248", "column_249", "column_250", "column_251":
	case "column_252", "column_253", "column_254", "column_255":
	case "column_256", "column_257", "column_258", "column_259":
	case "column_260", "column_261", "column_262", "column_263":
	case "column_264", "column_265", "column_266", "column_267":
	case "column_268", "column_269", "column_270", "column_271":
	case "column_272", "column_273", "column_274", "column_275":
	case "column_276", "column_277", "column_278", "column_279":
	case "column_280", "column_281", "column_282", "column_283":
	case "column_284", "column_285", "column_286", "column_287":
	case "column_288", "column_289", "column_290", "column_291":
	case "column_292", "column_293", "column_294", "column_295":
	case "column_296", "column_297", "column_298", "column_299":
	case "column_300", "column_301", "column_302", "column_303":
	case "column_304", "column_305", "column_306", "column_307":
	case "column_308", "column_309", "column_310", "column_311":
	case "column_312", "column_313", "column_314", "column_315":
	case "column_316", "column_317", "column_318", "column_319":
	case "column_320", "column_321", "column_322", "column_323":
	case "column_324", "column_325", "column_326", "column_327":
	case "column_328", "column_329", "column_330", "column_331":
	case "column_332", "column_333", "column_334", "column_335":
	case "column_336", "column_337", "column_338", "column_339":
	case "column_340", "column_341", "column_342", "column_343":
	case "column_344", "column_345", "column_346", "column_347":
	case "column_348", "column_349", "column_350", "column_351":
	case "column_352", "column_353", "column_354", "column_355":
	case "column_356", "column_357", "column_358", "column_359":
	case "column_360", "column_361", "column_362", "column_363":
	case "column_364", "column_365", "column_366", "column_367":
	case "column_368", "column_369", "column_370", "column_371":
	case "column_372", "column_373", "column_374", "column_375":
	case "column_376", "column_377", "column_378", "column_379":
	case "column_380", "column_381", "column_382", "column_383":
	case "column_384", "column_385", "column_386", "column_387":
	case "column_388", "column_389", "column_390", "column_391":
	case "column_392", "column_393", "column_394", "column_395":
	case "column_396", "column_397", "column_398", "column_399":
	default:
		return
	}
	page.Show(db.Query("SELECT id FROM wide ORDER BY " + sort))
}

// manyPieces is a statement of a generated file.
func manyPieces(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM wide WHERE 1 = 1"
	var args []any
	if v := r.FormValue("column_000"); v != "" {
		q += " AND column_000 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_004"); v != "" {
		q += " AND column_004 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_008"); v != "" {
		q += " AND column_008 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_012"); v != "" {
		q += " AND column_012 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_016"); v != "" {
		q += " AND column_016 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_020"); v != "" {
		q += " AND column_020 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_024"); v != "" {
		q += " AND column_024 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_028"); v != "" {
		q += " AND column_028 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_032"); v != "" {
		q += " AND column_032 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_036"); v != "" {
		q += " AND column_036 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_040"); v != "" {
		q += " AND column_040 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_044"); v != "" {
		q += " AND column_044 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_048"); v != "" {
		q += " AND column_048 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_052"); v != "" {
		q += " AND column_052 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_056"); v != "" {
		q += " AND column_056 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_060"); v != "" {
		q += " AND column_060 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_064"); v != "" {
		q += " AND column_064 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_068"); v != "" {
		q += " AND column_068 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_072"); v != "" {
		q += " AND column_072 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_076"); v != "" {
		q += " AND column_076 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_080"); v != "" {
		q += " AND column_080 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_084"); v != "" {
		q += " AND column_084 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_088"); v != "" {
		q += " AND column_088 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_092"); v != "" {
		q += " AND column_092 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_096"); v != "" {
		q += " AND column_096 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_100"); v != "" {
		q += " AND column_100 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_104"); v != "" {
		q += " AND column_104 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_108"); v != "" {
		q += " AND column_108 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_112"); v != "" {
		q += " AND column_112 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_116"); v != "" {
		q += " AND column_116 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_120"); v != "" {
		q += " AND column_120 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_124"); v != "" {
		q += " AND column_124 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_128"); v != "" {
		q += " AND column_128 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_132"); v != "" {
		q += " AND column_132 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_136"); v != "" {
		q += " AND column_136 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_140"); v != "" {
		q += " AND column_140 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_144"); v != "" {
		q += " AND column_144 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_148"); v != "" {
		q += " AND column_148 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_152"); v != "" {
		q += " AND column_152 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_156"); v != "" {
		q += " AND column_156 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_160"); v != "" {
		q += " AND column_160 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_164"); v != "" {
		q += " AND column_164 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_168"); v != "" {
		q += " AND column_168 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_172"); v != "" {
		q += " AND column_172 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_176"); v != "" {
		q += " AND column_176 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_180"); v != "" {
		q += " AND column_180 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_184"); v != "" {
		q += " AND column_184 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_188"); v != "" {
		q += " AND column_188 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_192"); v != "" {
		q += " AND column_192 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_196"); v != "" {
		q += " AND column_196 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_200"); v != "" {
		q += " AND column_200 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_204"); v != "" {
		q += " AND column_204 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_208"); v != "" {
		q += " AND column_208 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_212"); v != "" {
		q += " AND column_212 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_216"); v != "" {
		q += " AND column_216 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_220"); v != "" {
		q += " AND column_220 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_224"); v != "" {
		q += " AND column_224 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_228"); v != "" {
		q += " AND column_228 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_232"); v != "" {
		q += " AND column_232 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_236"); v != "" {
		q += " AND column_236 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_240"); v != "" {
		q += " AND column_240 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_244"); v != "" {
		q += " AND column_244 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_248"); v != "" {
		q += " AND column_248 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_252"); v != "" {
		q += " AND column_252 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_256"); v != "" {
		q += " AND column_256 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_260"); v != "" {
		q += " AND column_260 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_264"); v != "" {
		q += " AND column_264 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_268"); v != "" {
		q += " AND column_268 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_272"); v != "" {
		q += " AND column_272 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_276"); v != "" {
		q += " AND column_276 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_280"); v != "" {
		q += " AND column_280 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_284"); v != "" {
		q += " AND column_284 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_288"); v != "" {
		q += " AND column_288 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_292"); v != "" {
		q += " AND column_292 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_296"); v != "" {
		q += " AND column_296 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_300"); v != "" {
		q += " AND column_300 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_304"); v != "" {
		q += " AND column_304 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_308"); v != "" {
		q += " AND column_308 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_312"); v != "" {
		q += " AND column_312 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_316"); v != "" {
		q += " AND column_316 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_320"); v != "" {
		q += " AND column_320 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_324"); v != "" {
		q += " AND column_324 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_328"); v != "" {
		q += " AND column_328 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_332"); v != "" {
		q += " AND column_332 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_336"); v != "" {
		q += " AND column_336 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_340"); v != "" {
		q += " AND column_340 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_344"); v != "" {
		q += " AND column_344 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_348"); v != "" {
		q += " AND column_348 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_352"); v != "" {
		q += " AND column_352 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_356"); v != "" {
		q += " AND column_356 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_360"); v != "" {
		q += " AND column_360 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_364"); v != "" {
		q += " AND column_364 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_368"); v != "" {
		q += " AND column_368 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_372"); v != "" {
		q += " AND column_372 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_376"); v != "" {
		q += " AND column_376 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_380"); v != "" {
		q += " AND column_380 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_384"); v != "" {
		q += " AND column_384 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_388"); v != "" {
		q += " AND column_388 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_392"); v != "" {
		q += " AND column_392 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_396"); v != "" {
		q += " AND column_396 = ?"
		args = append(args, v)
	}
	page.Show(db.Query(q, args...))
}

// onePieceOfMany is the same with one flaw in its middle.
func onePieceOfMany(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM wide WHERE 1 = 1"
	var args []any
	if v := r.FormValue("column_000"); v != "" {
		q += " AND column_000 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_004"); v != "" {
		q += " AND column_004 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_008"); v != "" {
		q += " AND column_008 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_012"); v != "" {
		q += " AND column_012 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_016"); v != "" {
		q += " AND column_016 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_020"); v != "" {
		q += " AND column_020 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_024"); v != "" {
		q += " AND column_024 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_028"); v != "" {
		q += " AND column_028 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_032"); v != "" {
		q += " AND column_032 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_036"); v != "" {
		q += " AND column_036 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_040"); v != "" {
		q += " AND column_040 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_044"); v != "" {
		q += " AND column_044 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_048"); v != "" {
		q += " AND column_048 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_052"); v != "" {
		q += " AND column_052 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_056"); v != "" {
		q += " AND column_056 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_060"); v != "" {
		q += " AND column_060 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_064"); v != "" {
		q += " AND column_064 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_068"); v != "" {
		q += " AND column_068 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_072"); v != "" {
		q += " AND column_072 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_076"); v != "" {
		q += " AND column_076 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_080"); v != "" {
		q += " AND column_080 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_084"); v != "" {
		q += " AND column_084 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_088"); v != "" {
		q += " AND column_088 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_092"); v != "" {
		q += " AND column_092 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_096"); v != "" {
		q += " AND column_096 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_100"); v != "" {
		q += " AND column_100 = '" + v + "'" // want sqlconcat/untrusted
	}
	if v := r.FormValue("column_104"); v != "" {
		q += " AND column_104 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_108"); v != "" {
		q += " AND column_108 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_112"); v != "" {
		q += " AND column_112 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_116"); v != "" {
		q += " AND column_116 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_120"); v != "" {
		q += " AND column_120 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_124"); v != "" {
		q += " AND column_124 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_128"); v != "" {
		q += " AND column_128 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_132"); v != "" {
		q += " AND column_132 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_136"); v != "" {
		q += " AND column_136 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_140"); v != "" {
		q += " AND column_140 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_144"); v != "" {
		q += " AND column_144 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_148"); v != "" {
		q += " AND column_148 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_152"); v != "" {
		q += " AND column_152 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_156"); v != "" {
		q += " AND column_156 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_160"); v != "" {
		q += " AND column_160 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_164"); v != "" {
		q += " AND column_164 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_168"); v != "" {
		q += " AND column_168 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_172"); v != "" {
		q += " AND column_172 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_176"); v != "" {
		q += " AND column_176 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_180"); v != "" {
		q += " AND column_180 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_184"); v != "" {
		q += " AND column_184 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_188"); v != "" {
		q += " AND column_188 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_192"); v != "" {
		q += " AND column_192 = ?"
		args = append(args, v)
	}
	if v := r.FormValue("column_196"); v != "" {
		q += " AND column_196 = ?"
		args = append(args, v)
	}
	page.Show(db.Query(q, args...))
}

// chain0 to chain59 hand a text through sixty functions.
func chain0(s string) string  { return chain1(s) }
func chain1(s string) string  { return chain2(s) }
func chain2(s string) string  { return chain3(s) }
func chain3(s string) string  { return chain4(s) }
func chain4(s string) string  { return chain5(s) }
func chain5(s string) string  { return chain6(s) }
func chain6(s string) string  { return chain7(s) }
func chain7(s string) string  { return chain8(s) }
func chain8(s string) string  { return chain9(s) }
func chain9(s string) string  { return chain10(s) }
func chain10(s string) string { return chain11(s) }
func chain11(s string) string { return chain12(s) }
func chain12(s string) string { return chain13(s) }
func chain13(s string) string { return chain14(s) }
func chain14(s string) string { return chain15(s) }
func chain15(s string) string { return chain16(s) }
func chain16(s string) string { return chain17(s) }
func chain17(s string) string { return chain18(s) }
func chain18(s string) string { return chain19(s) }
func chain19(s string) string { return chain20(s) }
func chain20(s string) string { return chain21(s) }
func chain21(s string) string { return chain22(s) }
func chain22(s string) string { return chain23(s) }
func chain23(s string) string { return chain24(s) }
func chain24(s string) string { return chain25(s) }
func chain25(s string) string { return chain26(s) }
func chain26(s string) string { return chain27(s) }
func chain27(s string) string { return chain28(s) }
func chain28(s string) string { return chain29(s) }
func chain29(s string) string { return chain30(s) }
func chain30(s string) string { return chain31(s) }
func chain31(s string) string { return chain32(s) }
func chain32(s string) string { return chain33(s) }
func chain33(s string) string { return chain34(s) }
func chain34(s string) string { return chain35(s) }
func chain35(s string) string { return chain36(s) }
func chain36(s string) string { return chain37(s) }
func chain37(s string) string { return chain38(s) }
func chain38(s string) string { return chain39(s) }
func chain39(s string) string { return chain40(s) }
func chain40(s string) string { return chain41(s) }
func chain41(s string) string { return chain42(s) }
func chain42(s string) string { return chain43(s) }
func chain43(s string) string { return chain44(s) }
func chain44(s string) string { return chain45(s) }
func chain45(s string) string { return chain46(s) }
func chain46(s string) string { return chain47(s) }
func chain47(s string) string { return chain48(s) }
func chain48(s string) string { return chain49(s) }
func chain49(s string) string { return chain50(s) }
func chain50(s string) string { return chain51(s) }
func chain51(s string) string { return chain52(s) }
func chain52(s string) string { return chain53(s) }
func chain53(s string) string { return chain54(s) }
func chain54(s string) string { return chain55(s) }
func chain55(s string) string { return chain56(s) }
func chain56(s string) string { return chain57(s) }
func chain57(s string) string { return chain58(s) }
func chain58(s string) string { return chain59(s) }
func chain59(s string) string { return strings.TrimSpace(s) }

// longChainOfConstants is silent at any depth; whether the foreign one is found
// at this depth is left open.
func longChainOfConstants(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + chain0("name")))
}

// tangle and its kin call each other in every order.
func tangle(s string, n int) string {
	switch {
	case n <= 0:
		return s
	case n%3 == 0:
		return knot(s, n-1)
	default:
		return twist(s, n-2)
	}
}

func knot(s string, n int) string {
	if n%2 == 0 {
		return tangle(s, n-1)
	}
	return twist(tangle(s, n-3), n-1)
}

func twist(s string, n int) string { return knot(tangle(s, n-1), n-2) }

func tangledConstant(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + tangle("name", len(r.FormValue("n")))))
}

func tangled(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + tangle(r.FormValue("sort"), 9))) // want sqlconcat/untrusted
}

// node is a generic type that grows with each recursive instantiation that is
// asked for, up to a depth.
type node[T any] struct {
	value T
	next  *node[T]
}

func grow[T any](v T, n int) *node[T] {
	if n == 0 {
		return &node[T]{value: v}
	}
	return &node[T]{value: v, next: shrink(v, n-1)}
}

func shrink[T any](v T, n int) *node[T] {
	if n == 0 {
		return nil
	}
	return grow(v, n-1)
}

func recursiveGenerics(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + grow(r.FormValue("sort"), 3).value)) // want sqlconcat/untrusted
}

func recursiveGenericsOfConstant(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + grow("name", 3).value))
}

// self holds a pointer to itself.
type self struct {
	column string
	me     *self
}

func cyclicStructure(w http.ResponseWriter, r *http.Request) {
	s := &self{column: r.FormValue("sort")}
	s.me = s
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.me.me.me.column)) // want sqlconcat/untrusted
}

func cyclicStructureOfConstants(w http.ResponseWriter, r *http.Request) {
	s := &self{column: "name"}
	s.me = s
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.me.me.me.column))
}

// recursiveClosure is a closure that calls itself through its variable.
func recursiveClosure(w http.ResponseWriter, r *http.Request) {
	var wrap func(s string, n int) string
	wrap = func(s string, n int) string {
		if n == 0 {
			return s
		}
		return wrap(s, n-1)
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + wrap(r.FormValue("sort"), 2))) // want sqlconcat/untrusted
}
