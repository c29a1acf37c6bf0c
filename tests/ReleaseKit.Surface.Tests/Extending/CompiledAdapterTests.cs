using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Extending;

/// <summary>Adapters that come from another package, by the sample for Ruby gems.</summary>
public sealed class CompiledAdapterTests(RubyAdapter ruby) : IClassFixture<RubyAdapter>, IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    [Theory]
    [InlineData("-mt", "-m:4")]
    [InlineData("-m:3")]
    public void GemsAreReleasedInOrderInEveryKindOfBuild(params string[] arguments)
    {
        Tool.Require("gem");
        Prepare($"<Import Project=\"{ruby.Props}\" />");
        _workspace.Write("releasekit.toml", "[ecosystems.gem]\nexclude = [\"vendor/*\"]\n");
        Gem("vendor/other", "acme_other", "1.0.0", "");
        _workspace.Initialize("acme_base-v1.0.0", "acme_top-v1.0.0");
        _workspace.Change("gems/base/lib/acme_base.rb", "# more\n", "feat: more");
        var folder = Path.Combine(_workspace.Output, "published");

        var discovered = TargetAnswer.Ask(_workspace, "Discover");
        discovered.Items.Keys.ShouldBe(["ruby:acme_base", "ruby:acme_top"]);
        discovered.Metadata("ruby:acme_top", "Ecosystem", "Manifest", "Version", "Dependencies").ShouldBe(["ruby", "gems/top/acme_top.gemspec", "1.0.0", "ruby:acme_base"]);

        var release = _workspace.MSBuild("Release", ["-p:ReleaseRubyFolder=" + folder, "-p:ReleaseChangelog=false", "-p:ReleaseSkipChecks=credentials%3bownership", .. arguments]);

        release.ExitCode.ShouldBe(0, release.Output);
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["acme_base-1.1.0.gem", "acme_top-1.0.1.gem"]);
        _workspace.Read("gems/top/acme_top.gemspec").ShouldContain("s.version = '1.0.1' # kept");
        _workspace.Read("gems/top/acme_top.gemspec").ShouldContain("add_dependency 'acme_base', '~> 1.1'");
        release.Output.ShouldContain("acme_top 1.0.1 verified: installed and required 'acme_top'");
        _workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["acme_base-v1.1.0", "acme_top-v1.0.1"]);
        _workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void TheFirstRegisteredHasAFolder()
    {
        Prepare($"""
            <Import Project="{ruby.Props}" />
              <ItemGroup>
                <ReleaseEcosystem Include="ruby" Assembly="{ruby.Assembly}" Type="ReleaseKit.Ruby.RubyEcosystem" />
                <ReleasePackage Include="gems/top" Ecosystem="custom" Name="image" />
              </ItemGroup>
            """);
        _workspace.Write("gems/base/package.json", "{ \"name\": \"base\", \"version\": \"1.0.0\" }\n");
        _workspace.Initialize();
        var answer = _workspace.MSBuild("Discover");
        answer.ExitCode.ShouldBe(0, answer.Output);
        answer.Output.ShouldContain("ruby:acme_base has it, because ruby is registered first, and npm:base is left out");
        answer.Output.ShouldContain("custom:image has it, because custom is registered first, and ruby:acme_top is left out");
        answer.Output.ShouldContain("warning RK-EXTENSION-REPLACED: ");
        TargetAnswer.Ask(_workspace, "Discover").Items.Keys.ShouldBe(["custom:image", "ruby:acme_base"]);
    }

    [Fact]
    public void WhatIsNoAdapterIsRefusedWithWhatToDo()
    {
        Prepare("");
        _workspace.Initialize();
        Refuses("ruby", "nowhere/Ruby.dll", "X", "error RK-EXTENSION-ASSEMBLY: There is no assembly " + _workspace.File("nowhere/Ruby.dll"));
        Refuses("ruby", "", "X", "error RK-EXTENSION-ASSEMBLY: ");
        Refuses("ruby", _workspace.File("release.proj"), "X", "error RK-EXTENSION-ASSEMBLY: ");
        Refuses("ruby", ruby.Assembly, "ReleaseKit.Ruby.RubyEcosystm", "Did you mean 'ReleaseKit.Ruby.RubyEcosystem'?");
        Refuses("ruby", ruby.Assembly, "ReleaseKit.Ruby.GemVersionScheme", "error RK-EXTENSION-TYPE: ");
        Refuses("rubies", ruby.Assembly, "ReleaseKit.Ruby.RubyEcosystem", "error RK-EXTENSION-ID: ");
        Refuses("ruby", typeof(CompiledAdapterTests).Assembly.Location, "X", "error RK-EXTENSION-CONTRACT: ");
        var newer = ruby.Compile("Newer", "[assembly: ReleaseKit.Engine.Ecosystems.EcosystemContract(99)]\n");
        Refuses("ruby", newer, "X", "was compiled against version 99 of the adapter contract");
    }

    public void Dispose() => _workspace.Dispose();

    private void Refuses(string id, string assembly, string type, string message)
    {
        _workspace.UseRepositorySdk(body: $"<ItemGroup><ReleaseEcosystem Include=\"{id}\" Assembly=\"{assembly}\" Type=\"{type}\" /></ItemGroup>");
        var answer = _workspace.MSBuild("Discover");
        answer.ExitCode.ShouldNotBe(0, answer.Output);
        answer.Output.ShouldContain(message);
    }

    private void Prepare(string body)
    {
        _workspace.UseRepositorySdk(body: body);
        _workspace.Write(".gitignore", "artifacts/\n");
        Gem("gems/base", "acme_base", "1.0.0", "");
        Gem("gems/top", "acme_top", "1.0.0", "  s.add_dependency 'acme_base', '~> 1.0'\n");
    }

    private void Gem(string folder, string name, string version, string more)
    {
        _workspace.Write($"{folder}/{name}.gemspec", $"Gem::Specification.new do |s|\n  s.name = '{name}'\n  s.version = '{version}' # kept\n  s.summary = 'A gem.'\n  s.authors = ['Acme']\n  s.files = ['lib/{name}.rb']\n{more}end\n");
        _workspace.Write($"{folder}/lib/{name}.rb", more.Length > 0 ? "require 'acme_base'\n" : "# nothing yet\n");
    }
}
