package callers

import (
	"net/http"
)

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	helperBuilds,
	helperBuildsFromConstant,
	helperHandsOn,
	helperHandsOnConstant,
	placeholdersOfHelper,
	conditionHoldsValue,
	conditionWithArgument,
	wrapperOfSink,
	wrapperOfSinkWithPlaceholder,
	promotedSink,
	methodBuilds,
	methodBuildsFromNumber,
	functionBuilds,
	functionBinds,
	filterWithForeignColumn,
	filterWithForeignValue,
	filterWithKnownColumn,
	optionOfConstant,
	filledByHelper,
	filledByHelperWithConstant,
	checkedByBool,
	checkedForLength,
	checkedByError,
	checkedForPresence,
	checkedValue,
	checkedStruct,
	checkedStructOtherField,
	checkedName,
	checkedJoin,
	checkedJoinErrorIgnored,
	laxJoin,
	columnAsFileName,
	localNameAsColumn,
	builderElsewhere,
	builderElsewhereBound,
}
