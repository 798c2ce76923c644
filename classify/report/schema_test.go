package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// Every evaluation keeps to the schema, and every description is of a field that exists.
func TestSchema(t *testing.T) {
	var b bytes.Buffer
	if err := Schema(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "evaluation.schema.json", b.String())
	var schema map[string]any
	if err := json.Unmarshal(b.Bytes(), &schema); err != nil {
		t.Fatal(err)
	}
	for name, s := range hard() {
		for _, e := range []any{evaluationJSON(whole(s)), evaluationJSON(evaluation(s))} {
			text, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			var v any
			if err := json.Unmarshal(text, &v); err != nil {
				t.Fatal(err)
			}
			if err := keeps(v, schema, ""); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if err := keeps(map[string]any{"kind": 3.0}, schema, ""); err == nil {
		t.Error("a document without its fields keeps to the schema")
	}
	n := strings.Count(b.String(), `"description"`)
	if n != len(described) {
		t.Errorf("%d fields are described, but there are %d descriptions", n, len(described))
	}
}

// keeps checks a value against the part of JSON Schema that the schema uses.
func keeps(v any, schema map[string]any, path string) error {
	var names []string
	switch t := schema["type"].(type) {
	case string:
		names = []string{t}
	case []any:
		for _, n := range t {
			names = append(names, n.(string))
		}
	}
	kind := map[string]bool{}
	switch v := v.(type) {
	case nil:
		kind["null"] = true
	case bool:
		kind["boolean"] = true
	case string:
		kind["string"] = true
	case float64:
		kind["number"], kind["integer"] = true, v == float64(int64(v))
	case []any:
		kind["array"] = true
	case map[string]any:
		kind["object"] = true
	}
	ok := false
	for _, n := range names {
		ok = ok || kind[n]
	}
	if !ok {
		return fmt.Errorf("%s is %T, want %v", path, v, names)
	}
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			if err := keeps(e, schema["items"].(map[string]any), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	case map[string]any:
		properties, ok := schema["properties"].(map[string]any)
		if !ok {
			return nil
		}
		for _, r := range schema["required"].([]any) {
			if _, there := v[r.(string)]; !there {
				return fmt.Errorf("%s has no %s", path, r)
			}
		}
		for k, e := range v {
			p, known := properties[k].(map[string]any)
			if !known {
				return fmt.Errorf("%s has a field %s that the schema does not know", path, k)
			}
			if err := keeps(e, p, path+"."+k); err != nil {
				return err
			}
		}
	}
	return nil
}
