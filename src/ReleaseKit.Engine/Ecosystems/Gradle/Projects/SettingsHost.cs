using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>What <c>settings.gradle</c> says: docs.gradle.org, «Settings File Basics», and the class <c>Settings</c>.</summary>
internal sealed class SettingsHost : ScriptHost
{
    private readonly GradleBuild _build;
    private readonly BuildFiles _files;
    private readonly ScriptInterpreter _interpreter;
    private bool _isPluginManagement;

    private SettingsHost(GradleBuild build, BuildFiles files)
    {
        (_build, _files) = (build, files);
        _interpreter = new ScriptInterpreter(this);
    }

    /// <summary>The build of a settings file. A file that cannot be read defines no projects beside the root.</summary>
    public static GradleBuild Read(RelativePath settings, BuildFiles files)
    {
        var build = new GradleBuild(settings.Parent, files.NameOf(settings.Parent)) { Settings = settings };
        if (files.Script(settings) is { } script)
        {
            new SettingsHost(build, files)._interpreter.Run(script);
        }

        return build;
    }

    public override object? Variable(string name, ScriptScope scope) => name switch
    {
        "settingsDir" or "rootDir" or "rootDirectory" or "projectDir" => new ScriptFolder(_build.Directory),
        "rootProject" => _build.Root,
        "settings" or "gradle" or "this" => null,
        "it" => scope.Receiver,
        _ => scope.Receiver is GradleProject project && Member(project, name, scope) is { } value ? value
            : _files.Properties(_build.Directory.Combine("gradle.properties"))?.Find(name),
    };

    public override object? Member(object? target, string name, ScriptScope scope) => (target, name) switch
    {
        (GradleProject project, "name") => new ScriptText(project.Name),
        (GradleProject project, "path") => new ScriptText(project.Path),
        (GradleProject project, "projectDir" or "dir" or "directory") => new ScriptFolder(project.Directory),
        (GradleProject project, "children") => project.Children.ToArray<object?>(),
        (GradleProject project, "parent") => project.Parent,
        (GradleProject project, "buildFileName") => new ScriptText(project.BuildFileName ?? "build.gradle"),
        (ScriptFolder folder, "isDirectory" or "directory") => _files.IsFolder(folder.Path),
        (null, "settingsDir" or "rootDir" or "rootProject") => Variable(name, scope),
        _ => null,
    };

    public override void Assign(object? target, bool hasTarget, string name, object? value, ScriptScope scope)
    {
        var project = hasTarget ? target as GradleProject : scope.Receiver as GradleProject;
        switch (name, value)
        {
            case ("name", ScriptText text) when project is not null && text.Value.Length > 0:
                project.Name = text.Value;
                break;
            case ("buildFileName", ScriptText text) when project is not null:
                project.BuildFileName = text.Value;
                break;
            case ("projectDir", ScriptFolder folder) when project is not null:
                Move(project, folder.Path);
                break;
            case ("projectDir", ScriptText text) when project is not null && ScriptMethods.Resolve(_build.Directory, text.Value) is { } folder:
                Move(project, folder.Path);
                break;
        }
    }

    public override object? Call(object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        switch (call.Name)
        {
            case "include" when !hasTarget || target is null:
                Include(call.Arguments, path => _build.Include(path));
                return null;
            case "includeFlat":
                Include(call.Arguments, IncludeFlat);
                return null;
            case "includeBuild":
                if (FolderOf(call.Arguments.FirstOrDefault()) is { } included)
                {
                    _build.IncludedBuilds.Add((included, _isPluginManagement));
                }

                return null;
            case "project" or "findProject" when call.Text is { } path:
                return Apply(_build.Find(path), call, scope);
            case "file" or "File" or "resolve" or "layout" when FolderOf(call) is { } folder:
                return folder;
            case "setProjectDir" or "setName" or "setBuildFileName" when call.Arguments is [var value]:
                Assign(target, hasTarget, char.ToLowerInvariant(call.Name[3]) + call.Name[4..], value, scope);
                return null;
            case "getName" or "getPath" or "getProjectDir" or "getChildren" or "getRootProject" or "getRootDir" or "getSettingsDir":
                var name = char.ToLowerInvariant(call.Name[3]) + call.Name[4..];
                return hasTarget && target is not null ? Member(target, name, scope) : Variable(name, scope);
        }

        return Other(target, hasTarget, call, scope);
    }

    /// <summary>A language of its own, which a class of the settings defines.</summary>
    public override void Skipped(ReadOnlySpan<ScriptNode> statement)
    {
        foreach (var node in statement)
        {
            _build.IncludesUnknown |= node.IsName("include");
            Skipped(node.Children.AsSpan());
        }
    }

    private object? Other(object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        switch (call.Name)
        {
            case "eachDir" or "listFiles" or "eachFile" or "listDirectoryEntries" when target is ScriptFolder folder:
                object?[] folders = [.. _files.FoldersIn(folder.Path).Select(f => new ScriptFolder(f))];
                return call.Block is { } each && call.Name.StartsWith("each", StringComparison.Ordinal)
                    ? ScriptMethods.TryCall(_interpreter, folders, true, call with { Name = "each" }, scope, out _)
                    : folders;
            case "exists" or "isFile" or "canRead" when target is ScriptFolder file:
                return _files.Exists(file.Path) || (call.Name == "exists" && _files.IsFolder(file.Path));
            case "isDirectory" when target is ScriptFolder folder:
                return _files.IsFolder(folder.Path);
            case "gradleProperty" or "getProperty" or "property" or "findProperty" when call.Text is { } property:
                return Variable(property, scope);
            case "apply" when call.Named.GetValueOrDefault("from") is { } from && FolderOf(from) is { } other && _files.Script(other) is { } script:
                _interpreter.Run(script);
                return null;
            case "apply" or "run" or "also" or "with" or "let" or "tap" or "use" when call.Block is { } block:
                return _interpreter.Run(block, scope, hasTarget ? target ?? scope.Receiver : scope.Receiver, target);
            case "from" when scope.TryFind("\u0001catalog", out var catalog) && catalog is ScriptText key && FilesOf(call) is { } file:
                _build.Catalogs[key.Value] = file;
                return null;
            case "files":
                return call.Arguments.FirstOrDefault();
            case "buildscript" or "dependencies" or "repositories" or "beforeProject" or "afterProject" or "allprojects":
                return null;
        }

        return Blocks(call, scope);
    }

    /// <summary>Blocks that are not known are followed, so that what they include is not lost.</summary>
    private object? Blocks(ScriptCall call, ScriptScope scope)
    {
        if (call.Block is not { } block)
        {
            return null;
        }

        var before = _isPluginManagement;
        _isPluginManagement |= call.Name == "pluginManagement";
        var inner = new ScriptScope(scope.File, scope);
        if (call.Name is "create" or "register" && call.Text is { } name)
        {
            inner.Define("\u0001catalog", new ScriptText(name));
        }
        else if (call.Arguments.IsEmpty && call.Name is not ("versionCatalogs" or "dependencyResolutionManagement"))
        {
            // Groovy declares a catalogue by its name: libs { from(…) }.
            inner.Define("\u0001catalog", new ScriptText(call.Name));
        }

        _interpreter.Run(block, inner, scope.Receiver);
        _isPluginManagement = before;
        return null;
    }

    private GradleProject? Apply(GradleProject? project, ScriptCall call, ScriptScope scope)
    {
        if (project is not null && call.Block is { } block)
        {
            _interpreter.Run(block, scope, project, project);
        }

        return project;
    }

    private void Include(IEnumerable<object?> arguments, Action<string> include)
    {
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case ScriptText text when !text.Value.Contains('*', StringComparison.Ordinal):
                    include(text.Value);
                    break;
                case IReadOnlyList<object?> list:
                    Include(list, include);
                    break;
                default:
                    _build.IncludesUnknown = true;
                    break;
            }
        }
    }

    private void IncludeFlat(string name)
    {
        if (_build.Directory.IsRoot || !_build.Directory.Parent.TryCombine(name, out var folder) || _build.Include(name) is not { } project)
        {
            return;
        }

        project.Directory = folder;
    }

    /// <summary>A project's folder moves, and those of the projects below that were not moved themselves.</summary>
    private static void Move(GradleProject project, RelativePath folder)
    {
        var before = project.Directory;
        project.Directory = folder;
        foreach (var child in project.Children.Where(c => c.Directory == before.Combine(c.Name)))
        {
            Move(child, folder.Combine(child.Name));
        }
    }

    private ScriptFolder? FolderOf(ScriptCall call) => call.Arguments switch
    {
        [ScriptText path] => ScriptMethods.Resolve(_build.Directory, path.Value),
        [ScriptFolder folder] => folder,
        [ScriptFolder folder, ScriptText path] => ScriptMethods.Resolve(folder.Path, path.Value),
        [ScriptText folder, ScriptText path] => ScriptMethods.Resolve(_build.Directory, $"{folder.Value}/{path.Value}"),
        _ => null,
    };

    private RelativePath? FolderOf(object? value) => value switch
    {
        ScriptFolder folder => folder.Path,
        ScriptText text => ScriptMethods.Resolve(_build.Directory, text.Value)?.Path,
        _ => null,
    };

    private RelativePath? FilesOf(ScriptCall call) => FolderOf(call.Arguments.FirstOrDefault());
}
