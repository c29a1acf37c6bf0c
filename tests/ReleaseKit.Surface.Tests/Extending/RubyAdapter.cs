using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Extending;

/// <summary>The sample adapter for Ruby gems, compiled once against the assemblies that ship.</summary>
public sealed class RubyAdapter : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    public RubyAdapter()
    {
        foreach (var file in Directory.GetFiles(TestAssets.PathOf("extensions/ruby")))
        {
            File.Copy(file, _scratch.File(Path.GetFileName(file)));
        }

        Build("ReleaseKit.Ruby", "");
    }

    /// <summary>The properties file that a user imports.</summary>
    public string Props => _scratch.File("ReleaseKit.Ruby.props");

    /// <summary>The compiled adapter.</summary>
    public string Assembly => _scratch.File("bin/Release/net10.0/ReleaseKit.Ruby.dll");

    /// <summary>Another assembly, compiled of this text against the contract.</summary>
    public string Compile(string name, string text)
    {
        var folder = Path.Combine(_scratch.Path, "other", name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Text.cs"), text);
        File.Copy(_scratch.File("ReleaseKit.Ruby.csproj"), Path.Combine(folder, name + ".csproj"));
        Build(name, Path.Combine("other", name));
        return Path.Combine(folder, "bin", "Release", "net10.0", name + ".dll");
    }

    public void Dispose() => _scratch.Dispose();

    private void Build(string name, string folder)
    {
        var contract = Path.Combine(Repository.Root, "src", "ReleaseKit.Tasks", "bin", Repository.Configuration, "net10.0");
        var build = CommandLine.Run(
            Path.Combine(_scratch.Path, folder), "dotnet", ["build", name + ".csproj", "-c", "Release", "-v", "q", "-nologo", "-nodeReuse:false", $"-p:Contract={contract}"], new Dictionary<string, string?>());
        Assert.True(build.ExitCode == 0, build.Output);
    }
}
