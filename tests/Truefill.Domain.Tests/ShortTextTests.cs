using System;
using System.Text;
using Truefill.Domain.Names;

namespace Truefill.Domain.Tests;

public class ShortTextTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv";

    [Fact]
    public void A_text_of_every_length_comes_back_and_has_zeros_behind_it()
    {
        // From the middle of a longer text: what stands behind it must not come along.
        byte[] bytes = Encoding.ASCII.GetBytes(Letters + Letters);
        Span<byte> padded = stackalloc byte[ShortText.MaxBytes + 1];
        for (int length = 0; length <= ShortText.MaxBytes; length++)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(3, length);
            Assert.True(ShortText.TryFrom(part, out ShortText text));
            Assert.Equal(part, text.Utf8);
            text.CopyPaddedTo(padded);
            Assert.Equal(part, padded[..length]);
            Assert.Equal(-1, padded[length..].IndexOfAnyExcept((byte)0));
        }

        Assert.False(ShortText.TryFrom(bytes.AsSpan(0, ShortText.MaxBytes + 1), out _));
    }

    [Fact]
    public void Texts_are_equal_when_all_bytes_and_the_length_are()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(Letters);
        for (int length = 1; length <= ShortText.MaxBytes; length++)
        {
            ShortText text = ShortText.FromTrusted(bytes.AsSpan(0, length));
            Assert.True(text == ShortText.FromTrusted(Letters[..length]));
            Assert.False(text == ShortText.FromTrusted(bytes.AsSpan(0, length - 1)));
            for (int i = 0; i < length; i++)
            {
                byte[] other = bytes.AsSpan(0, length).ToArray();
                other[i] ^= 1;
                Assert.False(text == ShortText.FromTrusted(other));
            }
        }
    }
}
