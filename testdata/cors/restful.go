package cors

import "github.com/emicklei/go-restful/v3"

func restfulNoDomains(ws *restful.WebService) {
	c := restful.CrossOriginResourceSharing{CookiesAllowed: true}
	ws.Filter(c.Filter) // want corswild/reflected-credentials
}

func restfulAnyDomain(ws *restful.WebService) {
	c := restful.CrossOriginResourceSharing{AllowedDomains: []string{".*"}, CookiesAllowed: true}
	ws.Filter(c.Filter) // want corswild/reflected-credentials
}

func restfulNoCookies(ws *restful.WebService) {
	c := restful.CrossOriginResourceSharing{}
	ws.Filter(c.Filter) // want corswild/wildcard
}

func restfulListed(ws *restful.WebService) {
	c := restful.CrossOriginResourceSharing{AllowedDomains: []string{"https://example.com"}, CookiesAllowed: true}
	ws.Filter(c.Filter)
}

func restfulFunc(ws *restful.WebService) {
	c := restful.CrossOriginResourceSharing{AllowedDomainFunc: func(string) bool { return true }, CookiesAllowed: true}
	ws.Filter(c.Filter) // want corswild/reflected-credentials
}
