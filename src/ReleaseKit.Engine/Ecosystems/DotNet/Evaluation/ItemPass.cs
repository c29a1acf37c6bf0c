using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>MSBuild's second pass: items, with every property at its final value.</summary>
internal sealed class ItemPass
{
    private readonly EvaluationContext _context;
    private readonly IReadOnlyList<PendingGroup> _groups;
    private readonly HashSet<string> _types;
    private readonly Dictionary<string, List<EvaluatedItem>> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ImmutableDictionary<string, EvaluatedMetadata>> _defaults = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A pass over the groups that the first pass collected, for some item types.</summary>
    public ItemPass(EvaluationContext context, IReadOnlyList<PendingGroup> groups, params ReadOnlySpan<string> types)
    {
        _context = context;
        _groups = groups;
        _types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in types)
        {
            _types.Add(type);
        }
    }

    /// <summary>The items of a type, in order.</summary>
    public IReadOnlyList<EvaluatedItem> this[string type] => _items.GetValueOrDefault(type) ?? [];

    /// <summary>Evaluates the wanted types and those they are made from.</summary>
    public void Run()
    {
        AddReferencedTypes();
        foreach (var group in _groups)
        {
            if (!group.Element.Elements.Any(element => _types.Contains(element.Name)))
            {
                continue;
            }

            _context.Enter(group.Document.Path);
            var guard = group.Guard.And(Evaluate(group.Element));
            foreach (var element in group.Element.Elements)
            {
                if (_types.Contains(element.Name) && guard.And(Evaluate(element)) is { IsOut: false } inner)
                {
                    Apply(group, element, inner);
                }
            }
        }
    }

    private void AddReferencedTypes()
    {
        for (var before = -1; before != _types.Count;)
        {
            before = _types.Count;
            foreach (var element in _groups.SelectMany(group => group.Element.Elements).Where(element => _types.Contains(element.Name)))
            {
                foreach (var attribute in element.Attributes.Where(attribute => attribute.Value.Contains("@(", StringComparison.Ordinal)))
                {
                    _types.UnionWith(ItemReferences.TypesIn(attribute.Value));
                }
            }
        }
    }

    private void Apply(PendingGroup group, XmlElementSyntax element, Guard guard)
    {
        if (group.Element.Name == "ItemDefinitionGroup")
        {
            var known = _defaults.GetValueOrDefault(element.Name) ?? Empty;
            _defaults[element.Name] = known.SetItems(Metadata(group.Document, element));
        }
        else if (element.Attribute("Include") is { } include)
        {
            Include(group.Document, element, include, guard);
        }
        else if (element.Attribute("Update") is { } update)
        {
            Update(group.Document, element, update.Value, guard);
        }
        else if (element.Attribute("Remove") is { } remove)
        {
            Remove(element.Name, remove.Value, guard);
        }
    }

    private void Include(ProjectDocument document, XmlElementSyntax element, XmlAttributeSyntax include, Guard guard)
    {
        var doubt = default(Doubt);
        doubt.Note(guard.Doubt);
        var found = Find(element.Name, include.Value, ref doubt);
        if (element.Attribute("Exclude") is { } exclude)
        {
            var excluded = Find(element.Name, exclude.Value, ref doubt).Select(item => KeyOf(element.Name, item.Include)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            found = [.. found.Where(item => !excluded.Contains(KeyOf(element.Name, item.Include)))];
        }

        var metadata = Metadata(document, element).ToArray();
        var location = document.Locate(include);
        var items = ItemsOf(element.Name);
        foreach (var item in found.Where(_ => guard.Holds || doubt.Reason is not null))
        {
            var inherited = item.Metadata.IsEmpty ? _defaults.GetValueOrDefault(element.Name) ?? Empty : item.Metadata;
            items.Add(new EvaluatedItem(element.Name, item.Include, document.Path, location)
            {
                Metadata = inherited.SetItems(metadata),
                Doubt = doubt.Reason ?? item.Doubt,
            });
        }
    }

    private void Update(ProjectDocument document, XmlElementSyntax element, string specification, Guard guard)
    {
        var doubt = default(Doubt);
        doubt.Note(guard.Doubt);
        var keys = Find(element.Name, specification, ref doubt).Select(item => KeyOf(element.Name, item.Include)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var metadata = Metadata(document, element).ToArray();
        var items = ItemsOf(element.Name);
        for (var i = 0; i < items.Count; i++)
        {
            if (keys.Contains(KeyOf(element.Name, items[i].Include)))
            {
                items[i] = items[i] with { Metadata = guard.Holds ? items[i].Metadata.SetItems(metadata) : items[i].Metadata, Doubt = items[i].Doubt ?? doubt.Reason };
            }
        }
    }

    private void Remove(string type, string specification, Guard guard)
    {
        var doubt = default(Doubt);
        doubt.Note(guard.Doubt);
        var keys = Find(type, specification, ref doubt).Select(item => KeyOf(type, item.Include)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var items = ItemsOf(type);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (!keys.Contains(KeyOf(type, items[i].Include)))
            {
                continue;
            }

            if (doubt.Reason is null)
            {
                items.RemoveAt(i);
            }
            else
            {
                items[i] = items[i] with { Doubt = items[i].Doubt ?? doubt.Reason };
            }
        }
    }

    /// <summary>What an Include, Exclude, Update or Remove names: texts, files by wildcards, and other items.</summary>
    private List<EvaluatedItem> Find(string type, string specification, ref Doubt doubt)
    {
        var found = new List<EvaluatedItem>();
        foreach (var part in _context.Expand(specification, ref doubt).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Contains("@(", StringComparison.Ordinal) || part.Contains("%(", StringComparison.Ordinal))
            {
                if (ItemReferences.Plain(part) is { } source)
                {
                    found.AddRange(this[source]);
                }
                else
                {
                    doubt.Note($"the item expression '{part}'");
                }
            }
            else if (part.AsSpan().IndexOfAny('*', '?') >= 0)
            {
                found.AddRange(Match(type, part, ref doubt));
            }
            else
            {
                found.Add(new EvaluatedItem(type, Escaping.Unescape(part), default, null));
            }
        }

        return found;
    }

    private IEnumerable<EvaluatedItem> Match(string type, string pattern, ref Doubt doubt)
    {
        var matches = _context.Files.Glob(Normalized(EvaluationContext.Resolve(Escaping.Unescape(pattern), _context.ProjectFolder)));
        doubt.Note(matches is null ? $"the wildcard '{pattern}', which leaves the workspace" : null);
        return (matches ?? []).Select(match => new EvaluatedItem(type, _context.Files.ToAbsolute(match), default, null));
    }

    private IEnumerable<KeyValuePair<string, EvaluatedMetadata>> Metadata(ProjectDocument document, XmlElementSyntax element)
    {
        foreach (var attribute in element.Attributes.Where(a => a.Name is not ("Include" or "Exclude" or "Update" or "Remove" or "Condition" or "Label")))
        {
            yield return Metadatum(document, attribute.Name, attribute.Value, document.Locate(attribute));
        }

        foreach (var child in element.Elements.Where(child => Evaluate(child).Holds))
        {
            yield return Metadatum(document, child.Name, child.Text, document.Locate(child));
        }
    }

    private KeyValuePair<string, EvaluatedMetadata> Metadatum(ProjectDocument document, string name, string written, SourceLocation location)
    {
        // Only ranges on siblings matter, and they are used as written: a doubt about the value changes nothing.
        var ignored = default(Doubt);
        return KeyValuePair.Create(name, new EvaluatedMetadata(_context.ExpandUnescaped(written, ref ignored), written.Trim(), document.Path, location));
    }

    private string KeyOf(string type, string include) =>
        type.Equals("ProjectReference", StringComparison.OrdinalIgnoreCase) ? Normalized(EvaluationContext.Resolve(include, _context.ProjectFolder)) : include;

    private static string Normalized(string path) => ProjectFiles.Slashes(Path.GetFullPath(path));

    private List<EvaluatedItem> ItemsOf(string type)
    {
        if (!_items.TryGetValue(type, out var items))
        {
            _items[type] = items = [];
        }

        return items;
    }

    private Guard Evaluate(XmlElementSyntax element) => _context.Evaluate(element.Attribute("Condition")?.Value, _context.ProjectFolder);

    private static ImmutableDictionary<string, EvaluatedMetadata> Empty { get; } =
        ImmutableDictionary.Create<string, EvaluatedMetadata>(StringComparer.OrdinalIgnoreCase);
}
