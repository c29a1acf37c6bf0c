using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>
/// What the build scripts of one build say about its projects: the root's first, then what it and other parents say about each
/// project, and the project's own.
/// </summary>
internal sealed class BuildHost : ScriptHost
{
    private const int MostPlugins = 200;
    private readonly GradleBuild _build;
    private readonly BuildFiles _files;
    private readonly BuildLogic _logic;
    private readonly ProjectProperties _properties;
    private readonly ProjectWords _words;
    private readonly DependencyReader _dependencies;
    private readonly Dictionary<GradleProject, ProjectFacts> _facts = [];
    private ScriptInterpreter _interpreter;
    private ProjectFacts _target;

    private BuildHost(GradleBuild build, BuildFiles files)
    {
        (_build, _files) = (build, files);
        _logic = new BuildLogic(build, files);
        _interpreter = new ScriptInterpreter(this);
        foreach (var project in build.Projects)
        {
            _facts.Add(project, new ProjectFacts(project));
        }

        _properties = new ProjectProperties(build, files, _facts);
        _words = new ProjectWords(build, files, _facts, _properties);
        _dependencies = new DependencyReader(build);
        _target = _facts[build.Root];
    }

    /// <summary>The facts of every project.</summary>
    public static IReadOnlyDictionary<GradleProject, ProjectFacts> Read(GradleBuild build, BuildFiles files)
    {
        var host = new BuildHost(build, files);
        foreach (var project in build.Projects)
        {
            host.Read(host._facts[project]);
        }

        return host._facts;
    }

    public override object? Variable(string name, ScriptScope scope)
    {
        if (scope.Receiver is BuildBlock { Kind: BuildBlockKind.Plugins } plugins && !_build.Catalogs.ContainsKey(name))
        {
            Apply(name, plugins.Facts);
            return null;
        }

        return name == "it" ? scope.Receiver : FactsOf(scope.Receiver) is { } facts ? _words.Of(facts, name) : null;
    }

    public override object? Member(object? target, string name, ScriptScope scope) => target switch
    {
        ProjectFacts facts => _words.Of(facts, name),
        GradleProject project => _words.Of(_facts[project], name),
        CatalogPath path => path.Then(name),
        AccessorPath { Accessor: "" } path => path.Then(name),
        AccessorPath path => name is "dependencyProject" or "path" ? path.Value() : path.Then(name),
        BuildBlock { Kind: BuildBlockKind.Extra } block => _properties.Find(block.Facts, name),
        ScriptFolder folder when name == "text" => _words.TextOf(folder),
        _ => ProjectWords.IsSourceSet(name) ? new SourceSetName(name) : null,
    };

    public override void Assign(object? target, bool hasTarget, string name, object? value, ScriptScope scope)
    {
        var to = hasTarget ? target is GradleProject project ? _facts[project] : target : scope.Receiver;
        var text = Resolve(value) as ScriptText;
        switch (to)
        {
            case ProjectFacts facts:
                Set(facts, name, text);
                break;
            case BuildBlock { Kind: BuildBlockKind.Extra } block:
                block.Facts.Extra[name] = Resolve(value);
                break;
            case BuildBlock { Publication: { } publication }:
                publication.Set(name, text);
                break;
        }
    }

    public override object? Call(object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        if (target is CatalogPath catalog)
        {
            return call.Name is "get" or "getOrNull" or "toString" ? catalog.Value() : catalog;
        }

        if (target is ScriptFolder file && call.Name is "readText" or "getText" or "readLine")
        {
            return _words.TextOf((ScriptFolder)target);
        }

        var receiver = hasTarget && target is ProjectFacts or GradleProject or BuildBlock ? target is GradleProject named ? _facts[named] : target : scope.Receiver;
        return FactsOf(receiver) is { } facts ? Call(facts, receiver, target, hasTarget, call, scope) : null;
    }

    private object? Call(ProjectFacts facts, object? receiver, object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        switch (receiver)
        {
            case BuildBlock { Kind: BuildBlockKind.Plugins or BuildBlockKind.Apply } when call.Name is "id" or "alias" or "kotlin" or "plugin" or "from":
                Plugin(facts, call, scope);
                return null;
            case BuildBlock { Kind: BuildBlockKind.PluginContainer }:
                return Container(facts, call, scope);
            case BuildBlock { Kind: BuildBlockKind.Dependencies } block when !hasTarget || target is BuildBlock:
                return InDependencies(block, call, scope);
            case BuildBlock { Kind: BuildBlockKind.Publications } when !hasTarget || target is BuildBlock:
                Publication(facts, call, scope);
                return null;
            case BuildBlock { Publication: { } publication } when call.Name is "groupId" or "artifactId" or "version" or "setArtifactId" or "setGroupId" or "setVersion":
                publication.Set(PropertyOf(call.Name), Resolve(call.Arguments.FirstOrDefault()) as ScriptText);
                return null;
            case ProjectFacts when call.IsStatement && (!scope.File.IsKotlin || call.Name.StartsWith("set", StringComparison.Ordinal)) && call.Name is "version" or "group" or "setVersion" or "setGroup" && (!hasTarget || target is not null) && call.Arguments is [var value]:
                Set(facts, PropertyOf(call.Name), Resolve(value) as ScriptText);
                return null;
            case BuildBlock { Kind: BuildBlockKind.Extra } when call.Name == "set" && call is { Text: { } key, Arguments: [_, var extra] }:
                facts.Extra[key] = Resolve(extra);
                return null;
        }

        return Known(facts, receiver, target, hasTarget, call, scope);
    }

    private object? Known(ProjectFacts facts, object? receiver, object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        switch (call.Name)
        {
            case "property" or "findProperty" or "getProperty" or "gradleProperty" or "get" when call.Text is { } key:
                return _properties.Find(facts, key);
            case "hasProperty" when call.Text is { } key:
                return _properties.Find(facts, key) is not null;
            case "file" or "File" or "files" when call.Arguments is [ScriptText path]:
                return ScriptMethods.Resolve(facts.Project.Directory, path.Value);
            case "allprojects" or "subprojects" when call.Block is not null:
                Configure(call.Name == "allprojects" ? facts.Project.Descendants.Prepend(facts.Project) : facts.Project.Descendants, call, scope);
                return null;
            case "configure" when call.Arguments is [IReadOnlyList<object?> list] && call.Block is not null:
                Configure(list.Select(i => i is ProjectFacts f ? f.Project : i as GradleProject).OfType<GradleProject>(), call, scope);
                return null;
            case "configure" when call.Arguments is [ProjectFacts or GradleProject] && call.Block is not null:
                Configure([call.Arguments[0] is ProjectFacts only ? only.Project : (GradleProject)call.Arguments[0]!], call, scope);
                return null;
            case "project":
                return Project(facts, call, scope);
            case "evaluationDependsOn" or "evaluationDependsOnChildren" or "repositories" or "configurations" or "tasks" or "signing" or "wrapper":
                return null;
        }

        return receiver is BuildBlock { Kind: BuildBlockKind.Outside } ? Outside(call, scope) : Own(facts, receiver, target, hasTarget, call, scope);
    }

    /// <summary>In the script of a parent, blocks around what it says about others are followed.</summary>
    private object? Outside(ScriptCall call, ScriptScope scope) =>
        call.Block is { } block && call.Name is "afterEvaluate" or "projectsEvaluated" or "beforeEvaluate" ? _interpreter.Run(call.Block!, scope, scope.Receiver) : null;

    private object? Own(ProjectFacts facts, object? receiver, object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        switch (call.Name)
        {
            case "apply" when receiver is ProjectFacts or BuildBlock { Kind: BuildBlockKind.Apply }:
                if (call.Block is { } applied && hasTarget is false)
                {
                    return _interpreter.Run(applied, scope, new BuildBlock(BuildBlockKind.Apply, facts));
                }

                Plugin(facts, call, scope);
                return null;
            case "plugins" when call.Block is { } block:
                return _interpreter.Run(block, scope, new BuildBlock(BuildBlockKind.Plugins, facts));
            case "ext" or "extra" when call.Block is { } block:
                return _interpreter.Run(block, scope, new BuildBlock(BuildBlockKind.Extra, facts));
            case "buildscript" when call.Block is { } block:
                return _interpreter.Run(block, scope, new BuildBlock(BuildBlockKind.Apply, facts));
            case "afterEvaluate" or "beforeEvaluate" or "also" or "with" or "run" or "let" when call.Block is { } block && receiver is ProjectFacts:
                return _interpreter.Run(block, scope, facts, facts);
            case "dependencies" when call.Block is { } block && receiver is not BuildBlock { Kind: BuildBlockKind.Apply }:
                return _interpreter.Run(block, scope, new BuildBlock(BuildBlockKind.Dependencies, facts, target is SourceSetName set ? set.Name : (receiver as BuildBlock)?.Prefix ?? ""));
            case "publications" when call.Block is { } block:
                return _interpreter.Run(block, scope, new BuildBlock(BuildBlockKind.Publications, facts));
            case "coordinates":
                Coordinates(facts, call);
                return null;
        }

        if (call.Block is { } body && call.Name is not ("task" or "register" or "maybeCreate") && (receiver as BuildBlock)?.Kind is not (BuildBlockKind.Apply or BuildBlockKind.Extra))
        {
            var name = call.Text ?? (target as SourceSetName)?.Name ?? call.Name;
            var prefix = ProjectWords.IsSourceSet(name) ? name : (receiver as BuildBlock)?.Prefix ?? "";
            return _interpreter.Run(body, scope, new BuildBlock(BuildBlockKind.Foreign, facts, prefix) { Publication = (receiver as BuildBlock)?.Publication is { } around && call.Name is "apply" or "also" or "with" ? around : null });
        }

        return null;
    }

    private ProjectFacts? Project(ProjectFacts facts, ScriptCall call, ScriptScope scope)
    {
        var path = call.Text ?? (call.Named.GetValueOrDefault("path") as ScriptText)?.Value;
        var found = path is null ? facts.Project
            : path.StartsWith(':') || facts.Project.Parent is null ? _build.Find(path)
            : _build.Find($"{facts.Project.Path}:{path}") ?? _build.Find(path);
        if (found is not null && call.Block is not null)
        {
            Configure([found], call, scope);
        }

        return found is null ? null : _facts[found];
    }

    private void Configure(IEnumerable<GradleProject> projects, ScriptCall call, ScriptScope scope)
    {
        if (projects.Contains(_target.Project))
        {
            _interpreter.Run(call.Block!, scope, _target, _target);
        }
    }

    private object? InDependencies(BuildBlock block, ScriptCall call, ScriptScope scope)
    {
        if (call.Name == "constraints" && call.Block is { } constraints)
        {
            return _interpreter.Run(constraints, scope, block with { IsConstraint = true });
        }

        if (call.Name == "project")
        {
            return Project(block.Facts, call with { Block = null }, scope);
        }

        return call.Name is "property" or "findProperty" or "file" or "files" ? Known(block.Facts, block, null, false, call, scope) : _dependencies.Read(block, call, scope, Resolve);
    }

    private bool? Container(ProjectFacts facts, ScriptCall call, ScriptScope scope)
    {
        var id = call.Text ?? PublishingPlugins.OfClass(call.Type);
        if (call.Name == "apply" && id is not null)
        {
            Apply(id, facts);
        }
        else if (call.Name is "withId" or "withPlugin" or "withType" && call.Block is { } block)
        {
            facts.Deferred.Add((id ?? "", block, scope));
        }

        // That a plugin is not applied yet says nothing about later.
        return call.Name == "hasPlugin" && id is not null && facts.Plugins.Contains(id) ? true : null;
    }

    private void Publication(ProjectFacts facts, ScriptCall call, ScriptScope scope)
    {
        var publication = new PublicationFacts();
        facts.Publications.Add(publication);
        if (call.Block is { } block)
        {
            _interpreter.Run(block, scope, new BuildBlock(BuildBlockKind.Publication, facts) { Publication = publication });
        }
    }

    private static void Coordinates(ProjectFacts facts, ScriptCall call)
    {
        ScriptText? At(int index, string name) => Resolve(call.Named.GetValueOrDefault(name) ?? call.Arguments.ElementAtOrDefault(index)) as ScriptText;
        facts.Publications.Add(new PublicationFacts { Group = At(0, "groupId"), Artifact = At(1, "artifactId"), Version = At(2, "version") });
    }

    private void Plugin(ProjectFacts facts, ScriptCall call, ScriptScope scope)
    {
        var from = call.Named.GetValueOrDefault("from") ?? (call.Name == "from" ? call.Arguments.FirstOrDefault() : null);
        if (from is not null)
        {
            var path = from is ScriptFolder folder ? folder : from is ScriptText text ? ScriptMethods.Resolve(scope.File.Path.Parent, text.Value) is { } beside && _files.Exists(beside.Path) ? beside : ScriptMethods.Resolve(facts.Project.Directory, text.Value) : null;
            if (path is not null && _files.Script(path.Path) is { } script)
            {
                _interpreter.Run(script, facts);
            }

            return;
        }

        var value = Resolve(call.Named.GetValueOrDefault("plugin") ?? call.Arguments.FirstOrDefault()) as ScriptText;
        var id = call.Name == "kotlin" && value is not null ? $"org.jetbrains.kotlin.{value.Value}" : value?.Value ?? PublishingPlugins.OfClass(call.Type);
        if (id is not null && !IsNotApplied(call.Rest.AsSpan()))
        {
            Apply(id, facts);
        }
    }

    /// <summary><c>apply false</c> and <c>.apply(false)</c>.</summary>
    private static bool IsNotApplied(ReadOnlySpan<ScriptNode> rest)
    {
        for (var i = 0; i + 1 < rest.Length; i++)
        {
            if (rest[i].IsName("apply") && (rest[i + 1].IsName("false") || (rest[i + 1].Is(ScriptNodeKind.Parentheses) && rest[i + 1].Children is [var only] && only.IsName("false"))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Applies a plugin and follows it where it is a script of the build, or a class of it.</summary>
    private void Apply(string id, ProjectFacts facts)
    {
        if (facts.Plugins.Count > MostPlugins || !facts.Plugins.Add(id))
        {
            return;
        }

        if (_logic.Script(id) is { } script)
        {
            _interpreter.Run(script, facts);
        }

        foreach (var further in _logic.AppliedBy(id))
        {
            Apply(further, facts);
        }
    }

    private void Read(ProjectFacts facts)
    {
        _target = facts;
        foreach (var parent in facts.Project.Ancestors)
        {
            Run(parent, new BuildBlock(BuildBlockKind.Outside, _facts[parent]));
        }

        Run(facts.Project, facts);
        for (var i = 0; i < facts.Deferred.Count && i < MostPlugins; i++)
        {
            var (plugin, block, scope) = facts.Deferred[i];
            if (plugin.Length == 0 || facts.Plugins.Contains(plugin))
            {
                _interpreter.Run(block, scope, facts);
            }
        }
    }

    private void Run(GradleProject owner, object receiver)
    {
        // Each script gets its own allowance of steps.
        _interpreter = new ScriptInterpreter(this);
        if (owner.Script is { } path && _files.Script(path) is { } script)
        {
            _interpreter.Run(script, receiver);
        }
    }

    /// <summary>What stands behind a condition that cannot be told counts where nothing else is said.</summary>
    private void Set(ProjectFacts facts, string name, ScriptText? value)
    {
        if (!_interpreter.IsUncertain || (value is not null && _words.Of(facts, name) is not ScriptText { Value: not ProjectWords.Unspecified }))
        {
            facts.Set(name, value);
        }
    }

    /// <summary>The property that a method sets.</summary>
    private static string PropertyOf(string method) => method.StartsWith("set", StringComparison.Ordinal) ? char.ToLowerInvariant(method[3]) + method[4..] : method;

    private static object? Resolve(object? value) => value switch
    {
        CatalogPath path => path.Value(),
        AccessorPath path => path.Value(),
        _ => value,
    };

    private static ProjectFacts? FactsOf(object? receiver) => receiver switch { ProjectFacts facts => facts, BuildBlock block => block.Facts, _ => null };
}
