package patterns

import "database/sql"

// Settings are what whoever runs the program wrote down.

type ClusterConfig struct {
	Cluster string
	Host    string
}

type server struct {
	Config ClusterConfig
	db     *sql.DB
}

// archive is filled from the environment.
type archive struct {
	Bucket string `env:"BUCKET"`
	Prefix string `yaml:"prefix"`
}

// mailSettings are kept in the database, for each user.
type mailSettings struct {
	Sender string `db:"sender"`
}

type preferences struct {
	Folder string `json:"folder" yaml:"folder"`
}

// OnCluster has its cluster from the settings.
func (s *server) OnCluster() {
	s.db.Exec("CREATE TABLE logs ON CLUSTER '" + s.Config.Cluster + "'")
}

// Copied is given settings.
func Copied(db *sql.DB, c *ClusterConfig, a archive) {
	db.Exec("CREATE TABLE logs ENGINE = Distributed('" + c.Cluster + "', '" + c.Host + "')")
	db.Exec("BACKUP TABLE logs TO S3('" + a.Bucket + "/" + a.Prefix + "')")
}

// Mailed is given what users chose, whatever it is called.
func Mailed(db *sql.DB, m mailSettings, p preferences) {
	db.Exec("DELETE FROM mails WHERE sender = '" + m.Sender + "'") // want sqlconcat/dynamic
	db.Exec("DELETE FROM mails WHERE folder = '" + p.Folder + "'") // want sqlconcat/dynamic
}

// Told is given a name beside settings.
func Told(db *sql.DB, c *ClusterConfig, name string) {
	db.Exec("DROP USER '" + name + "' ON CLUSTER '" + c.Cluster + "'") // want sqlconcat/dynamic
}

// destination is called nothing in particular; what it is in is.
type destination struct {
	Database string
	Note     string `db:"note"`
}

type loader struct {
	config *destination
	target *destination
	db     *sql.DB
}

// Reached has its settings in a field that is called so.
func (l *loader) Reached() {
	l.db.Exec("USE DATABASE '" + l.config.Database + "'")
	l.db.Exec("COMMENT '" + l.config.Note + "'")                                // want sqlconcat/dynamic
	l.db.Exec("DELETE FROM databases WHERE name = '" + l.target.Database + "'") // want sqlconcat/dynamic
}

// Given is called with settings, and with a text that is called so.
func Given(db *sql.DB, cfg destination, config string) {
	db.Exec("SELECT '" + cfg.Database + "'")
	db.Exec("SELECT '" + config + "'") // want sqlconcat/dynamic
}

// collector is filled from a file as a whole, fields without a tag as well.
type collector struct {
	Interval  string   `toml:"interval"`
	Databases []string `deprecated:"1.2"`
	Row       string   `json:"row"`
	last      string
	db        *sql.DB
}

// Collect asks for the databases that the file names.
func (c *collector) Collect() {
	c.db.Query("SELECT count(*) FROM stats WHERE name = '" + c.Databases[0] + "'")
	c.db.Query("SELECT count(*) FROM stats WHERE name = '" + c.Row + "'")  // want sqlconcat/dynamic
	c.db.Query("SELECT count(*) FROM stats WHERE name = '" + c.last + "'") // want sqlconcat/dynamic
}

// Remember is told what the last one was.
func (c *collector) Remember(name string) { c.last = name }
