using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>An object; the span is from brace to brace.</summary>
public sealed class JsonObjectSyntax : JsonValueSyntax
{
    /// <summary>Below this size a scan over the members is faster than a dictionary.</summary>
    private const int IndexThreshold = 8;

    private readonly Dictionary<string, JsonMemberSyntax>? _index;

    internal JsonObjectSyntax(TextSpan span, ImmutableArray<JsonMemberSyntax> members)
        : base(span)
    {
        Members = members;
        if (members.Length > IndexThreshold)
        {
            _index = new Dictionary<string, JsonMemberSyntax>(members.Length, StringComparer.Ordinal);
            foreach (var member in members)
            {
                _index[member.Name] = member;
            }
        }
    }

    /// <summary>All members in source order, those with a repeated name included.</summary>
    public ImmutableArray<JsonMemberSyntax> Members { get; }

    /// <inheritdoc/>
    public override string Description => "an object";

    /// <summary>The value of a member, the last one of that name as all JSON readers of package managers do; null when there is none.</summary>
    public JsonValueSyntax? this[string name] => Member(name)?.Value;

    /// <summary>Whether the member is there, and its value.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out JsonValueSyntax? value)
    {
        value = this[name];
        return value is not null;
    }

    /// <summary>The last member of a name; null when there is none.</summary>
    public JsonMemberSyntax? Member(string name)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name);
        }

        for (var i = Members.Length - 1; i >= 0; i--)
        {
            if (string.Equals(Members[i].Name, name, StringComparison.Ordinal))
            {
                return Members[i];
            }
        }

        return null;
    }
}
