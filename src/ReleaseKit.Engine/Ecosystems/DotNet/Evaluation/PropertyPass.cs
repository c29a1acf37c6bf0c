using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>A group of items, kept until all properties are known.</summary>
internal sealed record PendingGroup(XmlElementSyntax Element, ProjectDocument Document, Guard Guard);

/// <summary>MSBuild's first pass: follows imports in order, sets properties, and collects the item groups for the second.</summary>
internal sealed partial class PropertyPass
{
    private readonly EvaluationContext _context;
    private readonly SdkModel _sdk;
    private readonly HashSet<RelativePath> _imported = [];
    private Doubt _doubt;

    /// <summary>A pass over one project.</summary>
    public PropertyPass(EvaluationContext context, RestoredMarks restored)
    {
        _context = context;
        _sdk = new SdkModel(context, restored, ImportWorkspaceFile);
    }

    /// <summary>The item groups and item definition groups in order.</summary>
    public List<PendingGroup> Groups { get; } = [];

    /// <summary>Whether an SDK was used.</summary>
    public bool IsSdkStyle => _sdk.IsUsed;

    /// <summary>The files that were read.</summary>
    public IEnumerable<RelativePath> Files => _imported;

    /// <summary>Why imports may have brought other values; null when all were followed.</summary>
    public string? StructureDoubt => _doubt.Reason;

    /// <summary>Evaluates the project file with everything around it.</summary>
    public void Run()
    {
        var project = _context.Files.Load(_context.Project);
        var root = project.Syntax.Root;
        var sdks = SdkModel.NamesOf(root);
        _imported.Add(project.Path);
        _context.Enter(project.Path);
        foreach (var sdk in sdks)
        {
            _sdk.Props(sdk, ref _doubt);
            _context.Enter(project.Path);
        }

        Walk(root, project, Guard.None);
        foreach (var sdk in sdks)
        {
            _sdk.Targets(sdk, ref _doubt);
            _context.Enter(project.Path);
        }

        _sdk.NoteHooks(ref _doubt);
    }

    private void Walk(XmlElementSyntax container, ProjectDocument document, Guard guard)
    {
        foreach (var element in container.Elements)
        {
            switch (element.Name)
            {
                case "PropertyGroup":
                    SetProperties(element, document, guard);
                    break;
                case "ItemGroup" or "ItemDefinitionGroup":
                    Groups.Add(new PendingGroup(element, document, guard));
                    break;
                case "Import":
                    Import(element, document, guard.And(Evaluate(element, FolderOf(document))));
                    break;
                case "ImportGroup" when guard.And(Evaluate(element, FolderOf(document))) is { IsOut: false } inner:
                    Walk(element, document, inner);
                    break;
                case "Choose":
                    Choose(element, document, guard);
                    break;
                default:
                    // Targets run after evaluation; what they change shows in the built package, which is checked.
                    break;
            }
        }
    }

    private void Choose(XmlElementSyntax choose, ProjectDocument document, Guard guard)
    {
        var rest = guard;
        foreach (var branch in choose.Elements)
        {
            if (branch.Name is not ("When" or "Otherwise"))
            {
                continue;
            }

            var condition = branch.Name == "When" ? Evaluate(branch, _context.ProjectFolder) : Guard.None;
            var inner = rest.And(condition);
            if (!inner.IsOut)
            {
                Walk(branch, document, inner);
            }

            rest = rest.And(condition.Not);
            if (rest.IsOut)
            {
                break;
            }
        }
    }

    private void SetProperties(XmlElementSyntax group, ProjectDocument document, Guard outer)
    {
        // MSBuild sees a group's condition from the file that holds it, and a property's from the project.
        var guard = outer.And(Evaluate(group, FolderOf(document)));
        if (guard.IsOut)
        {
            return;
        }

        foreach (var element in group.Elements)
        {
            var inner = guard.And(Evaluate(element, _context.ProjectFolder));
            if (!inner.IsOut)
            {
                SetProperty(element, document, inner);
            }
        }
    }

    private void SetProperty(XmlElementSyntax element, ProjectDocument document, Guard guard)
    {
        var doubt = default(Doubt);
        var isText = element.Elements.IsEmpty && !string.IsNullOrWhiteSpace(element.Text);
        var value = isText ? _context.Expand(element.Text, ref doubt) : "";
        doubt.Note(element.Elements.IsEmpty ? null : $"<{element.Name}>, which holds elements");
        var current = _context.Properties.Find(element.Name);
        if (guard.Doubt is not null && value != (current?.Value ?? ""))
        {
            doubt.Note(guard.Doubt);
        }

        if (!guard.Holds)
        {
            _context.Properties.Set((current ?? new EvaluatedProperty(element.Name, "")) with { Doubt = doubt.Reason });
            return;
        }

        var (origin, suffix) = FindOrigin(element, document);
        _context.Properties.Set(new EvaluatedProperty(element.Name, value, origin, suffix, document.Locate(element), doubt.Reason));
    }

    /// <summary>
    /// The literal behind a value: the element itself, the one behind the property it repeats, or, for a version put together
    /// as <c>$(Prefix)-$(Suffix)</c>, both of its parts.
    /// </summary>
    private (PropertyOrigin? Origin, PropertyOrigin? Suffix) FindOrigin(XmlElementSyntax element, ProjectDocument document)
    {
        var text = element.Text.Trim();
        if (!text.Contains("$(", StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal))
        {
            return (new PropertyOrigin(element.Name, document.Path, document.Locate(element)), null);
        }

        if (Joined().Match(text) is { Success: true } joined)
        {
            var prefix = _context.Properties.Find(joined.Groups[1].Value);
            var suffix = _context.Properties.Find(joined.Groups[2].Value);
            return prefix?.Origin is not null && suffix?.Origin is not null ? (prefix.Origin, suffix.Origin) : (null, null);
        }

        if (!Repeated().IsMatch(text))
        {
            return (null, null);
        }

        var parts = Reference().Matches(text)
            .Select(match => _context.Properties.Find(match.Groups[1].Value))
            .Where(property => property is { Value.Length: > 0 })
            .ToArray();
        return parts is [{ } only] ? (only.Origin, only.Suffix) : (null, null);
    }

    private void Import(XmlElementSyntax element, ProjectDocument document, Guard guard)
    {
        if (guard.IsOut)
        {
            return;
        }

        var doubt = default(Doubt);
        var path = _context.ExpandUnescaped(element.Attribute("Project")?.Value ?? "", ref doubt);
        if (element.Attribute("Sdk") is { } sdk)
        {
            _sdk.Explicit(sdk.Value, path, ref _doubt);
            _context.Enter(document.Path);
            return;
        }

        if (SdkModel.IsPartOfMSBuild(element.Attribute("Project")?.Value ?? ""))
        {
            return;
        }

        if (doubt.Reason is not null || path.Length == 0)
        {
            _doubt.Note($"the import of '{element.Attribute("Project")?.Value}'{(doubt.Reason is null ? "" : $": {doubt.Reason}")}");
            return;
        }

        foreach (var file in ResolveImport(EvaluationContext.Resolve(path, FolderOf(document))))
        {
            ImportFile(file, guard);
            _context.Enter(document.Path);
        }
    }

    private IReadOnlyList<RelativePath> ResolveImport(string absolute)
    {
        if (absolute.AsSpan().IndexOfAny('*', '?') >= 0 && _context.Files.Glob(absolute) is { } matches)
        {
            return matches;
        }

        if (_context.Files.ToRelative(absolute) is { } file && _context.Files.FileExists(file))
        {
            return [file];
        }

        _doubt.Note($"the import of '{absolute}', which is not a file of the workspace");
        return [];
    }

    private void ImportWorkspaceFile(RelativePath file) => ImportFile(file, Guard.None);

    private void ImportFile(RelativePath file, Guard guard)
    {
        // A file that is imported twice counts once, as in MSBuild, which also ends circles.
        if (!_imported.Add(file))
        {
            return;
        }

        var document = _context.Files.Load(file);
        _context.Enter(file);
        if (SdkModel.NamesOf(document.Syntax.Root).Any(name => !SdkModel.GivesVersionsOnly(name)))
        {
            _doubt.Note($"{file}, an imported file with an SDK of its own");
        }

        Walk(document.Syntax.Root, document, guard);
    }

    private Guard Evaluate(XmlElementSyntax element, string folder) => _context.Evaluate(element.Attribute("Condition")?.Value, folder);

    private string FolderOf(ProjectDocument document) => _context.Files.ToAbsolute(document.Path.Parent);

    [GeneratedRegex(@"^\$\(([A-Za-z_][\w-]*)\)-\$\(([A-Za-z_][\w-]*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(\$\([A-Za-z_][\w-]*\))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Repeated();

    [GeneratedRegex(@"\$\(([A-Za-z_][\w-]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
