package timing

// rootAccount is the account in the settings.
type rootAccount struct{ Name, Password string }

type accounts struct {
	root rootAccount
	kept map[string]*rootAccount
}

// SignInForm is bound by a handler in another package.
type SignInForm struct {
	Name     string `form:"name" binding:"required"`
	Password string `form:"password" binding:"required"`
}

// SignInRequest has the name of what it is made of.
type SignInRequest struct{ Name, Password string }

// SignIn is asked by the handler of the form.
func (a *accounts) SignIn(f *SignInForm) bool {
	return f.Name == a.root.Name && f.Password == a.root.Password // want timingcmp/secret-compare
}

// SignInAgain is asked by another one.
func (a *accounts) SignInAgain(req SignInRequest) bool {
	kept, ok := a.kept[req.Name]
	return ok && req.Password == kept.Password // want timingcmp/secret-compare
}

// UpdateAccount looks whether there is anything to do.
func (a *accounts) UpdateAccount(req SignInRequest) bool {
	return req.Password != a.root.Password
}

// Settled compares two structures of the program's own.
func (a *accounts) Settled(r *rootAccount) bool {
	return r.Password == a.root.Password
}

// Asks compares what a form holds with a setting that is no secret.
func (a *accounts) Asks(f *SignInForm) bool { return f.Name == a.root.Name }
