package sinks

import (
	"context"
	"net/http"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

func gormMethods(db *gorm.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	var one user
	db.Raw("SELECT * FROM users WHERE name = '" + name + "'").Scan(&all) // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = '" + name + "'")             // want sqlconcat/untrusted
	db.Where("name = '" + name + "'").Find(&all)                         // want sqlconcat/untrusted
	db.Where("id = 1").Or("name = '" + name + "'").Find(&all)            // want sqlconcat/untrusted
	db.Not("name = '" + name + "'").Find(&all)                           // want sqlconcat/untrusted
	db.Group("name").Having("name = '" + name + "'").Find(&all)          // want sqlconcat/untrusted
	db.Order(name).Find(&all)                                            // want sqlconcat/untrusted
	db.Order("name " + name).Find(&all)                                  // want sqlconcat/untrusted
	db.Group(name).Find(&all)                                            // want sqlconcat/untrusted
	db.Select(name).Find(&all)                                           // want sqlconcat/untrusted
	db.Select([]string{"id", name}).Find(&all)                           // want sqlconcat/untrusted
	db.Select(name).Where("id = ?", 1).Find(&all)                        // want sqlconcat/untrusted
	chosen := db.Select([]string{name})                                  // want sqlconcat/untrusted
	chosen.Updates(&one)
	chosen.Find(&all)
	db.Distinct(name).Find(&all)                           // want sqlconcat/untrusted
	db.Joins("JOIN orders ON " + name).Find(&all)          // want sqlconcat/untrusted
	db.Table(name).Find(&all)                              // want sqlconcat/untrusted
	db.First(&one, name)                                   // want sqlconcat/untrusted
	db.Find(&all, "name = '"+name+"'")                     // want sqlconcat/untrusted
	db.Delete(&one, name)                                  // want sqlconcat/untrusted
	db.Preload("Orders", "state = '"+name+"'").Find(&all)  // want sqlconcat/untrusted
	db.SavePoint(name)                                     // want sqlconcat/untrusted
	db.Model(&one).Update("name", gorm.Expr("'"+name+"'")) // want sqlconcat/untrusted
}

func gormBound(db *gorm.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	var one user
	db.Raw("SELECT * FROM users WHERE name = ?", name).Scan(&all)
	db.Where("name = ?", name).Find(&all)
	db.Where("name = @name", map[string]any{"name": name}).Find(&all)
	db.Where(map[string]any{"name": name}).Find(&all)
	db.Where(&user{Name: name}).Find(&all)
	db.Where(clause.Eq{Column: "name", Value: name}).Find(&all)
	db.Order(clause.OrderByColumn{Column: clause.Column{Name: name}}).Find(&all)
	db.First(&one, "name = ?", name)
	db.Model(&one).Update("name", name)
	db.Model(&one).Update("name", gorm.Expr("upper(?)", name))
	db.Preload("Orders", "state = ?", name).Find(&all)
	// What is written looks the columns up by their names.
	db.Model(&one).Select([]string{name}).Updates(&one)
	db.Model(&one).Select(name).Where("id = ?", 1).Updates(&one)
}

func gormFields(db *gorm.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.Clauses(clause.Expr{SQL: "name = '" + name + "'"}).Find(&all)         // want sqlconcat/untrusted
	db.Where(clause.NamedExpr{SQL: "name = '" + name + "'"}).Find(&all)      // want sqlconcat/untrusted
	db.Clauses(clause.Locking{Strength: "UPDATE", Options: name}).Find(&all) // want sqlconcat/untrusted
	db.Where(clause.Expr{SQL: "name = ?", Vars: []any{name}}).Find(&all)
	db.Clauses(clause.Locking{Strength: "UPDATE", Options: "NOWAIT"}).Find(&all)
}

func gormGenerics(ctx context.Context, db *gorm.DB, r *http.Request) {
	name := r.FormValue("name")
	gorm.G[user](db).Raw("SELECT * FROM users WHERE name = '" + name + "'").Find(ctx) // want sqlconcat/untrusted
	gorm.G[user](db).Where("name = '" + name + "'").Find(ctx)                         // want sqlconcat/untrusted
	gorm.G[user](db).Order("name " + name).Find(ctx)                                  // want sqlconcat/untrusted
	gorm.G[user](db).Where("name = ?", name).Find(ctx)
}
