namespace ReleaseKit.Rehearsal.Tests.Go;

public sealed class GoContractTests
{
    [Fact]
    public async Task AnArchiveBecomesAVersionWithAllItsFiles()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var version in new[] { "v1.10.0", "v1.9.0", "v2.0.0-rc.1" })
        {
            (await bench.PutModuleAsync("example.com/mono/core", version).StatusAsync()).ShouldBe(201, version);
        }

        (await bench.GetAsync("/go/example.com/mono/core/@v/list").TextAsync()).ShouldBe("v1.9.0\nv1.10.0\nv2.0.0-rc.1\n");
        ((string?)(await bench.GetJsonAsync("/go/example.com/mono/core/@latest"))["Version"]).ShouldBe("v1.10.0");
        var info = await bench.GetJsonAsync("/go/example.com/mono/core/@v/v1.9.0.info");
        ((string?)info["Version"]).ShouldBe("v1.9.0");
        ((string?)info["Time"]).ShouldEndWith("Z");
        (await bench.GetAsync("/go/example.com/mono/core/@v/v1.9.0.mod").TextAsync()).ShouldBe("module example.com/mono/core\n\ngo 1.21\n");
        (await bench.GetAsync("/go/example.com/mono/core/@v/v1.9.0.zip").BytesAsync()).ShouldBe(ModuleArchive.Bytes("example.com/mono/core", "v1.9.0"));
    }

    [Theory]
    [InlineData("/go/example.com/other/@v/list")]
    [InlineData("/go/example.com/core/@v/v9.0.0.info")]
    [InlineData("/go/example.com/core/@v/v1.0.info")]
    [InlineData("/go/example.com/core/@v/1.0.0.info")]
    [InlineData("/go/example.com/core/@v/v1.0.0.txt")]
    [InlineData("/go/example.com/core/v1.0.0.zip")]
    [InlineData("/go/example.com/Core/@v/list")]
    [InlineData("/go/@v/list")]
    [InlineData("/go/-x/@v/list")]
    public async Task WhatIsNotThereIsNotFound(string path)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PutModuleAsync("example.com/core", "v1.0.0").StatusAsync()).ShouldBe(201);
        (await bench.GetAsync(path).StatusAsync()).ShouldBe(404);
    }

    [Fact]
    public async Task CapitalLettersAreEscaped()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PutModuleAsync("example.com/!acme/core", "v1.0.0", ModuleArchive.Bytes("example.com/Acme/core", "v1.0.0")).StatusAsync()).ShouldBe(201);
        (await bench.GetAsync("/go/example.com/!acme/core/@v/list").TextAsync()).ShouldBe("v1.0.0\n");
        (await bench.GetAsync("/go/example.com/acme/core/@v/list").StatusAsync()).ShouldBe(404);
    }

    [Fact]
    public async Task TheSameArchiveAgainIsFineAndAnotherOneAConflict()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PutModuleAsync("example.com/core", "v1.0.0").StatusAsync()).ShouldBe(201);
        (await bench.PutModuleAsync("example.com/core", "v1.0.0").StatusAsync()).ShouldBe(200);
        (await bench.PutModuleAsync("example.com/core", "v1.0.0", ModuleArchive.Bytes("example.com/core", "v1.0.0", "package other\n")).StatusAsync()).ShouldBe(409);
        (await bench.LogAsync()).Select(entry => ((string?)entry!["version"], (bool)entry["stored"]!)).ShouldBe([("1.0.0", true), ("1.0.0", false), ("1.0.0", false)]);
    }

    [Fact]
    public async Task WhatTheGoCommandWouldRefuseIsRefused()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PutModuleAsync("example.com/core", "v1.0.0", ModuleArchive.Bytes("example.com/core", "v1.0.1")).TextAsync()).ShouldContain("is no file below 'example.com/core@v1.0.0/'");
        (await bench.PutModuleAsync("example.com/core", "v1.0.0", ModuleArchive.Bytes("example.com/other", "v1.0.0", prefix: "example.com/core@v1.0.0/")).TextAsync()).ShouldContain("names another module");
        (await bench.PutModuleAsync("example.com/core", "v1.0.0", ModuleArchive.Bytes("example.com/core", "v1.0.0", prefix: "example.com/core@v1.0.0/sub/")).TextAsync()).ShouldContain("holds no go.mod");
        (await bench.PutModuleAsync("example.com/core", "v1.0.0", [1, 2, 3]).TextAsync()).ShouldContain("cannot be read");
        (await bench.GetAsync("/go/example.com/core/@v/list").StatusAsync()).ShouldBe(404);
    }
}
