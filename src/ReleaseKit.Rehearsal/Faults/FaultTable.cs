using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>The rules in force and how often each was met. The first rule that matches and is not spent is played.</summary>
internal sealed class FaultTable(IReadOnlyList<FaultRule> rules)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<FaultRule> _rules = rules;
    private int[] _hits = new int[rules.Count];

    /// <summary>Forgets all rules and counts, and starts with these.</summary>
    public void Replace(IReadOnlyList<FaultRule> replacement)
    {
        lock (_lock)
        {
            _rules = replacement;
            _hits = new int[replacement.Count];
        }
    }

    /// <summary>The rule that befalls a call, counted as met; null for none.</summary>
    public FaultRule? Take(string ecosystem, RegistryCall call)
    {
        lock (_lock)
        {
            for (var i = 0; i < _rules.Count; i++)
            {
                if (Matches(_rules[i], ecosystem, call) && _hits[i] < (_rules[i].Times ?? int.MaxValue))
                {
                    _hits[i]++;
                    return _rules[i];
                }
            }

            return null;
        }
    }

    /// <summary>The rules as in a fault table, each with its <c>hits</c>.</summary>
    public JsonObject Describe()
    {
        lock (_lock)
        {
            var described = new JsonArray();
            for (var i = 0; i < _rules.Count; i++)
            {
                var rule = JsonSerializer.SerializeToNode(_rules[i], FaultJson.Default.FaultRule)!.AsObject();
                rule["hits"] = _hits[i];
                described.Add(rule);
            }

            return new JsonObject { ["rules"] = described };
        }
    }

    private static bool Matches(FaultRule rule, string ecosystem, RegistryCall call) =>
        (rule.Ecosystem is null || rule.Ecosystem == ecosystem)
        && (rule.Operation is null || rule.Operation == call.Operation)
        && (rule.Package is null || (call.Package is { } package && FileSystemName.MatchesSimpleExpression(rule.Package, package, ignoreCase: false)));
}
